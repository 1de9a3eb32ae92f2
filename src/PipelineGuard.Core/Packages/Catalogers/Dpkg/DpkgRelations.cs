using System.Collections.Immutable;

namespace PipelineGuard.Packages.Catalogers.Dpkg;

/// <summary>Reads what <c>Depends</c>, <c>Pre-Depends</c> and <c>Provides</c> hold (Debian Policy §7.1): <c>a (&gt;= 1), b | c:any</c>.</summary>
internal static class DpkgRelations
{
    /// <summary>The names, without versions and architectures; alternatives joined by <c>|</c>.</summary>
    public static ImmutableArray<string> Parse(ReadOnlySpan<byte> relations, PackageNames names)
    {
        Span<byte> buffer = stackalloc byte[512];
        foreach (var range in relations.Split((byte)','))
        {
            int length = Join(relations[range], buffer);
            names.Add(buffer[..length]);
        }
        return names.Take();
    }

    private static int Join(ReadOnlySpan<byte> alternatives, Span<byte> buffer)
    {
        int length = 0;
        foreach (var range in alternatives.Split((byte)'|'))
        {
            var name = NameOf(alternatives[range]);
            if (name.IsEmpty || length + name.Length + 1 > buffer.Length) continue;
            if (length > 0) buffer[length++] = (byte)'|';
            name.CopyTo(buffer[length..]);
            length += name.Length;
        }
        return length;
    }

    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> relation)
    {
        relation = relation.Trim((byte)' ');
        int end = relation.IndexOfAny(" (:["u8);
        return end < 0 ? relation : relation[..end];
    }
}
