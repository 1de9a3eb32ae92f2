using System.Buffers.Binary;
using System.Text;

namespace PipelineGuard.Packages.Programs;

/// <summary>Makes the build information of Go programs.</summary>
internal static class MadeGo
{
    /// <summary>A list of modules of every kind of line.</summary>
    public const string Modules = "path\texample.org/shop/cmd/shop\nmod\texample.org/shop\t(devel)\t\ndep\texample.org/alpha\tv1.2.3\th1:AAAA=\ndep\texample.org/beta\tv0.4.0\n"
        + "=>\texample.org/delta\tv0.9.1\th1:BBBB=\ndep\texample.org/gamma\tv2.0.0+incompatible\th1:CCCC=\ndep\texample.org/local\tv1.0.0\n=>\t./fork\t(devel)\t\nbuild\t-compiler=gc\n";

    private static readonly byte[] Magic = [0xFF, .. " Go buildinf:"u8];

    /// <summary>As Go 1.18 and later write it: the texts behind the header.</summary>
    public static byte[] Inline(string version, string modules) =>
        [.. Magic, 8, 2, .. new byte[16], .. Counted(Encoding.UTF8.GetBytes(version)), .. Counted(Framed(modules))];

    /// <summary>As Go 1.13 to 1.17 write it: addresses of strings, which are addresses and lengths.</summary>
    public static byte[] Pointed(string version, string modules, bool isBigEndian = false)
    {
        var texts = new[] { Encoding.UTF8.GetBytes(version), Framed(modules) };
        var bytes = new byte[64 + texts.Sum(text => text.Length)];
        Magic.CopyTo(bytes, 0);
        bytes[14] = 8;
        bytes[15] = (byte)(isBigEndian ? 1 : 0);
        int at = 64;
        for (int i = 0; i < texts.Length; i++)
        {
            Put(16 + (8 * i), MadeElf.Base + 32 + (ulong)(16 * i));
            Put(32 + (16 * i), MadeElf.Base + (ulong)at);
            Put(40 + (16 * i), (ulong)texts[i].Length);
            texts[i].CopyTo(bytes, at);
            at += texts[i].Length;
        }
        return bytes;

        void Put(int place, ulong value)
        {
            if (isBigEndian) BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(place), value);
            else BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(place), value);
        }
    }

    private static byte[] Framed(string modules) => modules.Length == 0 ? [] : [.. new byte[16], .. Encoding.UTF8.GetBytes(modules), .. new byte[16]];

    private static byte[] Counted(byte[] text)
    {
        var bytes = new List<byte>();
        int length = text.Length;
        for (; length >= 0x80; length >>= 7) bytes.Add((byte)(length | 0x80));
        return [.. bytes, (byte)length, .. text];
    }
}
