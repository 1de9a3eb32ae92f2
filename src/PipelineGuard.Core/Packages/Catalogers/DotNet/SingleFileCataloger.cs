using System.IO.Compression;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>
/// Lists what a .NET application in a single file holds, and the frameworks it asks for. Of one that was compiled to native code nothing can
/// be listed, which is said.
/// </summary>
internal sealed class SingleFileCataloger : IBinaryCataloger
{
    // A list of packages, even of the largest application, has a few megabytes.
    private const int MaxBytes = 64 << 20;

    public string Name => "dotnet-single-file";

    // A shared library is never the host of a bundle, and there are many of them.
    public bool Wants(BinaryFormat format, ReadOnlySpan<char> path) =>
        format is BinaryFormat.Elf or BinaryFormat.Pe && !path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !path.Contains(".so", StringComparison.Ordinal);

    public IReadOnlyList<Package> Read(ProgramFile program, DamageLog damage)
    {
        try
        {
            if (BundleMarker.Find(program.Content, program.Parts) is { } header) return Bundled(program.Content, header, program.Path, damage);
            if (NativeAot.IsRecognized(program.Parts)) damage.Unlisted(Problems.NativeAot, NativeAot.Detail);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            damage.Add(line: null, $"It is a .NET application in a single file that cannot be read: {broken.Message}");
        }
        return [];
    }

    private static List<Package> Bundled(Stream program, long header, ImagePath path, DamageLog damage)
    {
        var packages = new List<Package>();
        foreach (var file in BundleManifest.Read(program, header))
        {
            if (file.Kind == BundledFileKind.DepsJson) packages.AddRange(DepsJsonCataloger.Read(Content(program, file), path, damage));
            else if (file.Kind == BundledFileKind.RuntimeConfigJson) packages.AddRange(RuntimeConfigCataloger.Read(Content(program, file), path, damage));
        }
        return packages;
    }

    private static byte[] Content(Stream program, BundledFile file)
    {
        if (file.Size > MaxBytes || file.CompressedSize > MaxBytes) throw new InvalidDataException($"A file in it has more than {MaxBytes >> 20} MB.");
        program.Position = file.Offset;
        var content = new byte[(int)file.Size];
        if (file.CompressedSize == 0)
        {
            program.ReadExactly(content);
            return content;
        }
        var compressed = new byte[(int)file.CompressedSize];
        program.ReadExactly(compressed);
        using var inflated = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress);
        inflated.ReadExactly(content);
        return content;
    }
}
