using System.IO.Compression;
using System.Text.Json;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers.Executables;

namespace PipelineGuard.Packages.Catalogers.Rust;

/// <summary>
/// Lists the crates that <c>cargo auditable</c> writes into a program: a section <c>.dep-v0</c> with a list in JSON, compressed as zlib does (RFC 1950).
/// </summary>
internal sealed class RustProgramCataloger : IBinaryCataloger
{
    // The largest lists seen have a hundredth of it.
    private const int MaxCompressedBytes = 8 << 20, MaxBytes = 64 << 20;

    public string Name => "rust-program";

    public bool Wants(BinaryFormat format, ReadOnlySpan<char> path) => true;

    public IReadOnlyList<Package> Read(ProgramFile program, DamageLog damage)
    {
        if (program.Parts.FirstOrDefault(part => part.Name == ".dep-v0") is not { Size: > 0 } part) return [];
        try
        {
            var list = new ImageFile(program.Path, Decompress(program.Content, part));
            return JsonRecord.Read(list, damage, (ref Utf8JsonReader reader, List<Package> packages) => AuditableCrates.Read(ref reader, packages, program.Path));
        }
        catch (InvalidDataException)
        {
            damage.Add(line: null, "Its list of Rust crates (section .dep-v0) is damaged, or larger than any that is real.");
            return [];
        }
    }

    private static ReadOnlyMemory<byte> Decompress(Stream program, ProgramPart part)
    {
        if (part.Size > MaxCompressedBytes) throw new InvalidDataException();
        var compressed = new byte[(int)part.Size];
        program.Position = part.Offset;
        program.ReadExactly(compressed);
        try
        {
            return Inflate(compressed);
        }
        catch (IOException)
        {
            // So the framework tells of a list that asks for a dictionary (RFC 1950 §2.2, FDICT); the bytes are at hand, so nothing else can fail.
            throw new InvalidDataException();
        }
    }

    private static ReadOnlyMemory<byte> Inflate(byte[] compressed)
    {
        using var inflated = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var content = new MemoryStream();
        var block = new byte[64 << 10];
        while (inflated.Read(block) is var read and > 0)
        {
            content.Write(block, 0, read);
            if (content.Length > MaxBytes) throw new InvalidDataException();
        }
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
