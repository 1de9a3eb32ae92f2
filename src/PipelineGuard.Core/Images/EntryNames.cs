using System.Text;
using PipelineGuard.IO;

namespace PipelineGuard.Images;

/// <summary>Reads the names of archive entries: as paths inside the image, and as whiteouts.</summary>
internal sealed class EntryNames(ReadLimits limits)
{
    private const string WhiteoutPrefix = ".wh.";
    private const string OpaqueName = ".wh..wh..opq";

    // Written by aufs for itself (".wh..wh.aufs", ".wh..wh.plnk"): no engine unpacks them.
    private const string DriverPrefix = ".wh..wh.";

    private readonly char[] _chars = new char[limits.PathBytes];

    /// <summary>Reads a name. False when it is too long, has a NUL or leaves the image.</summary>
    public bool TryRead(ReadOnlySpan<byte> name, out ImagePath path)
    {
        path = default;
        if (name.Length > limits.PathBytes) return false;
        var text = Decode(name);
        if (text.StartsWith("./", StringComparison.Ordinal)) text = text[2..];
        return ImagePath.TryNormalize(text.TrimEnd('/'), out path);
    }

    /// <summary>Reads a symbolic link's target, which may be spelled in any way. False when it is too long or has a NUL.</summary>
    public bool TryReadTarget(ReadOnlySpan<byte> target, out ReadOnlySpan<char> text)
    {
        text = default;
        if (target.Length > limits.PathBytes || target.Contains((byte)0)) return false;
        text = Decode(target);
        return true;
    }

    /// <summary>What an entry of that name does. Null when it is a whiteout of nothing.</summary>
    /// <param name="path">The entry's path; for a whiteout it becomes what it is about.</param>
    public static EntryRole? RoleOf(ref ImagePath path)
    {
        if (!path.Name.StartsWith(WhiteoutPrefix, StringComparison.Ordinal)) return EntryRole.Present;
        var name = path.Name;
        var hidden = name[WhiteoutPrefix.Length..];
        if (name is OpaqueName)
        {
            path = path.Parent;
            return EntryRole.Opaque;
        }
        if (name.StartsWith(DriverPrefix, StringComparison.Ordinal)) return EntryRole.Ignored;
        if (hidden is "" or "." or "..") return null;
        path = ImagePath.Of($"{path.Parent}/{hidden}");
        return EntryRole.Whiteout;
    }

    // What is not UTF-8 becomes U+FFFD: no analyser looks for such names, and two of them that become one are still both analysed.
    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes) => _chars.AsSpan(0, Encoding.UTF8.GetChars(bytes, _chars));
}
