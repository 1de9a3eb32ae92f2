using System.Buffers;
using System.Text;

namespace PipelineGuard.Packages;

/// <summary>Writes package URLs in their canonical form (purl specification, "How to build").</summary>
internal static class PackageUrlWriter
{
    // "Character encoding": letters, digits, these four and the colon stay; everything else is percent-encoded as UTF-8.
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_~:"u8);

    public static string Write(PackageUrl purl)
    {
        var text = new StringBuilder("pkg:").Append(purl.Type).Append('/');
        if (purl.Namespace is { } prefix) AppendSegments(text, prefix).Append('/');
        Append(text, purl.Name);
        if (purl.Version is { } version) Append(text.Append('@'), version);
        char separator = '?';
        foreach (var (key, value) in purl.Qualifiers)
        {
            Append(text.Append(separator).Append(key).Append('='), value);
            separator = '&';
        }
        if (purl.Subpath is { } subpath) AppendSegments(text.Append('#'), subpath);
        return text.ToString();
    }

    private static StringBuilder AppendSegments(StringBuilder text, string segments)
    {
        bool isFirst = true;
        foreach (var segment in segments.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFirst) text.Append('/');
            Append(text, segment);
            isFirst = false;
        }
        return text;
    }

    private static void Append(StringBuilder text, string value)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(value))
        {
            if (Plain.Contains(b)) text.Append((char)b);
            else text.Append('%').Append(Convert.ToHexString([b]));
        }
    }
}
