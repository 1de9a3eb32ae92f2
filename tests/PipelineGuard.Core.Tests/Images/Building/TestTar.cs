using System.Formats.Tar;
using System.Text;

namespace PipelineGuard.Images.Building;

/// <summary>Writes tar streams with the framework's writer, and single headers by hand for what that writer refuses to make.</summary>
internal static class TestTar
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    /// <summary>A whole tar stream, with its end.</summary>
    public static byte[] Write(IEnumerable<TestEntry> entries, TarEntryFormat format = TarEntryFormat.Pax)
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, format, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                if (entry.Raw is { } raw) stream.Write(raw);
                else writer.WriteEntry(ToTarEntry(entry, format));
            }
        }
        // The writer ends an archive only when it wrote an entry; raw bytes do not count for it.
        if (stream.Length == 0 || !EndsWithZeros(stream)) stream.Write(new byte[1024]);
        return stream.ToArray();
    }

    /// <summary>A tar of plain files, in the given order.</summary>
    public static byte[] WriteFiles(IEnumerable<(string Path, byte[] Content)> files) =>
        Write(files.Select(file => new TestEntry(TarEntryType.RegularFile, file.Path) { Content = file.Content }), TarEntryFormat.Ustar);

    /// <summary>One 512-byte ustar header with a right checksum.</summary>
    /// <param name="type">The type flag, such as <c>'0'</c> or <c>'x'</c>.</param>
    /// <param name="name">The name field; cut at 100 bytes.</param>
    /// <param name="size">The size field, which may lie.</param>
    /// <param name="link">The link name field.</param>
    /// <param name="change">Changes the header before its checksum is made.</param>
    public static byte[] Header(char type, string name, long size = 0, string link = "", Action<byte[]>? change = null)
    {
        var header = new byte[512];
        Put(header, 0, 100, name);
        Put(header, 100, 8, "0000644");
        Put(header, 108, 8, "0000000");
        Put(header, 116, 8, "0000000");
        Put(header, 124, 12, Convert.ToString(size, 8).PadLeft(11, '0'));
        Put(header, 136, 12, "14524360400");
        header[156] = (byte)type;
        Put(header, 157, 100, link);
        Put(header, 257, 8, "ustar\000");
        change?.Invoke(header);
        return WithChecksum(header);
    }

    /// <summary>A header, its content and the padding to whole blocks.</summary>
    public static byte[] Entry(char type, string name, byte[] content, Action<byte[]>? change = null) =>
        [.. Header(type, name, content.Length, change: change), .. content, .. new byte[(512 - content.Length % 512) % 512]];

    /// <summary>One pax record, <c>length key=value\n</c>, its length counting itself.</summary>
    public static string PaxRecord(string key, string value)
    {
        int rest = Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value) + 3;
        int length = rest + 1;
        while (length != rest + length.ToString(System.Globalization.CultureInfo.InvariantCulture).Length) length++;
        return $"{length} {key}={value}\n";
    }

    private static byte[] WithChecksum(byte[] header)
    {
        header.AsSpan(148, 8).Fill((byte)' ');
        int sum = header.Sum(b => b);
        Put(header, 148, 7, Convert.ToString(sum, 8).PadLeft(6, '0'));
        return header;
    }

    private static void Put(byte[] header, int offset, int length, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan(0, Math.Min(length, bytes.Length)).CopyTo(header.AsSpan(offset));
        if (bytes.Length < length) header[offset + bytes.Length] = 0;
    }

    private static bool EndsWithZeros(MemoryStream stream) =>
        stream.Length >= 1024 && !stream.GetBuffer().AsSpan((int)stream.Length - 1024, 1024).ContainsAnyExcept((byte)0);

    private static TarEntry ToTarEntry(TestEntry entry, TarEntryFormat format)
    {
        TarEntry made = format switch
        {
            TarEntryFormat.Ustar => new UstarTarEntry(entry.Type, entry.Path),
            TarEntryFormat.Gnu => new GnuTarEntry(entry.Type, entry.Path),
            TarEntryFormat.V7 => new V7TarEntry(entry.Type is TarEntryType.RegularFile ? TarEntryType.V7RegularFile : entry.Type, entry.Path),
            _ => new PaxTarEntry(entry.Type, entry.Path),
        };
        made.Mode = entry.Mode;
        made.Uid = entry.Owner;
        made.ModificationTime = Epoch;
        if (entry.Target is { } target) made.LinkName = target;
        if (entry.Content.Length > 0) made.DataStream = new MemoryStream(entry.Content);
        return made;
    }
}
