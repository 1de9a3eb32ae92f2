using System.Globalization;
using System.Text;
using PipelineGuard.IO;

namespace PipelineGuard.Archives;

/// <summary>Walks the members of a Debian package (deb(5)): an archive of ar's kind with two compressed tar archives.</summary>
internal sealed class DebMembers(Stream package)
{
    private const int HeaderBytes = 60, NameBytes = 16, SizeOffset = 48, SizeBytes = 10;

    /// <summary>Calls <paramref name="look"/> for each member, with its name and its content.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Walk(Action<string, Stream, long> look)
    {
        var header = new byte[HeaderBytes];
        for (package.Position = "!<arch>\n".Length; package.Position < package.Length;)
        {
            package.ReadExactly(header);
            var name = Encoding.Latin1.GetString(header, 0, NameBytes).TrimEnd(' ', '/');
            if (!long.TryParse(Encoding.Latin1.GetString(header, SizeOffset, SizeBytes), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long size) || size > package.Length - package.Position)
            {
                throw new InvalidDataException("A member has a size that cannot be.");
            }
            long next = package.Position + size + (size & 1);
            look(name, new StreamWindow(package, package.Position, size), size);
            package.Position = Math.Min(next, package.Length);
        }
    }
}
