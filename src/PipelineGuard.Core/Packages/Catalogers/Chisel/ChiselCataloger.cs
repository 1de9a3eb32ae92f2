using PipelineGuard.Images;
using PipelineGuard.IO;

namespace PipelineGuard.Packages.Catalogers.Chisel;

/// <summary>Lists the packages of chiselled Ubuntu images: parts of Debian packages, without dpkg's database.</summary>
internal sealed class ChiselCataloger : IPackageCataloger
{
    private const string FileName = "manifest.wall";

    // Every path of the image is a line, so a manifest is long: some megabytes for a .NET image.
    private const int MaxBytes = 64 << 20;

    public string Name => "chisel";

    // The place is up to whoever cuts the image; Ubuntu's own slices put it into var/lib/chisel.
    public bool Wants(ReadOnlySpan<char> path) =>
        path.EndsWith(FileName, StringComparison.Ordinal) && (path.Length == FileName.Length || path[^(FileName.Length + 1)] == '/');

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        if (Unpack(file, damage) is not { } text || !IsExpected(text, file, damage)) yield break;
        var (entries, garbled) = ChiselManifest.Parse(text);
        foreach (int line in garbled) damage.Add(line, "The line is no JSON object.");
        if (entries.Count == Plausibility.MaxEntries) damage.Add(entries[^1].Line, "There are too many package entries; those behind this one were not read.");
        foreach (var entry in entries)
        {
            if (entry is { Name: { Length: > 0 } name, Version: { Length: > 0 } version })
                yield return new(PackageType.Deb, name, version) { Architecture = entry.Architecture, IsSourceKnown = false, FoundIn = file.Path };
            else damage.Add(entry.Line, "A package entry has no name or no version.");
        }
    }

    // Other programs may call their files so; only where chisel puts it, it must be one.
    private static bool IsExpected(byte[] text, ImageFile file, DamageLog damage)
    {
        if (ChiselManifest.IsManifest(text)) return true;
        if (text.Length > 0 && file.Path.Value == "var/lib/chisel/manifest.wall") damage.Add(line: null, "It is no manifest of chisel.");
        return false;
    }

    private static byte[]? Unpack(ImageFile file, DamageLog damage)
    {
        try
        {
            using var stream = file.OpenStream();
            var start = new byte[4];
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            if (!Decompressor.Recognize(start.AsSpan(0, length), out var compression, out _)) return [];
            using var plain = new BoundedStream(Decompressor.Open(stream, compression), MaxBytes, nameof(ReadLimits.FileBytes));
            return plain.ReadToEnd();
        }
        catch (Exception e) when (Decompressor.IsDamage(e))
        {
            damage.Add(line: null, $"It cannot be unpacked: {e.Message}");
        }
        catch (LimitException)
        {
            damage.Add(line: null, $"Unpacked it has more than {MaxBytes >> 20} MB; it was not read.");
        }
        return null;
    }
}
