using System.Text;
using PipelineGuard.Archives;

namespace PipelineGuard.Fuzz;

/// <summary>Archives that lie in images.</summary>
internal static class ArchiveReads
{
    // "[app]\n" as xz and bzip2 pack it: what unpacks here packs neither.
    private const string Xz = "/Td6WFoAAATm1rRGAgAhAQAAAAA3J5fWAQAFW2FwcF0KAAAAWOscVZ+kKgsAAR4GwS+kHR+2830BAAAAAARZWg==";
    private const string Bzip2 = "QlpoMTFBWSZTWeRpg8UAAADDgAAQAAogAEAAIAAhg0GaCw0OLuSKcKEhyNMHig==";

    /// <summary>Walks the input as an archive; whatever is wrong with it is reported, never thrown.</summary>
    public static void Walk(byte[] input)
    {
        var walk = new ArchiveWalk([new Onlooker()], "srv/app.zip", new(input.Length, new UnpackingTotal()));
        walk.Run(new MemoryStream(input), ArchiveKinds.Of("srv/app.zip", input.AsSpan(0, Math.Min(input.Length, ArchiveWalk.HeadBytes))));
    }

    /// <summary>One of each kind that no other target has.</summary>
    public static IEnumerable<byte[]> Samples()
    {
        var xz = Convert.FromBase64String(Xz);
        var bzip2 = Convert.FromBase64String(Bzip2);
        byte[] cpio = [.. CpioEntry("./a.xz", xz), .. CpioEntry("TRAILER!!!", [])];
        return [xz, [.. xz, .. new byte[4], .. xz], bzip2, [.. bzip2, .. bzip2], cpio, [.. RpmStart(), .. cpio]];
    }

    private static byte[] CpioEntry(string name, byte[] content)
    {
        string Number(int value) => $"{value:X8}";
        var header = $"070701{Number(1)}{Number(0x81a4)}{Number(0)}{Number(0)}{Number(1)}{Number(0)}{Number(content.Length)}{Number(0)}{Number(0)}{Number(0)}{Number(0)}{Number(name.Length + 1)}{Number(0)}{name}\0";
        return [.. Padded(Encoding.ASCII.GetBytes(header)), .. Padded(content)];
    }

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[-bytes.Length & 3]];

    // A lead, a signature and a header without a record.
    private static byte[] RpmStart()
    {
        byte[] lead = [0xed, 0xab, 0xee, 0xdb, .. new byte[92]], empty = [0x8e, 0xad, 0xe8, 1, .. new byte[12]];
        return [.. lead, .. empty, .. empty];
    }

    private sealed class Onlooker : IArchiveVisitor
    {
        public bool IsFull => false;

        public bool Begin(ArchivedFile file, ReadOnlySpan<byte> head) => true;

        public void Append(ReadOnlySpan<byte> block)
        {
        }

        public void Finish()
        {
        }
    }
}
