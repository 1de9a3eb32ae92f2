using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;
using PipelineGuard.Images.Sources;
using PipelineGuard.IO;
using PipelineGuard.Sbom.Reading;

namespace PipelineGuard.Scanning;

/// <summary>Standard input, which tells what it is before anybody reads it. Nothing is read until somebody asks.</summary>
/// <param name="given">What to read; null for the process's own.</param>
internal sealed class StandardInput(Stream? given)
{
    // The first instruction stands behind comments at most; what has none within this is no Dockerfile.
    private const int HeadBytes = 64 << 10;
    private byte[]? _head;
    private Stream? _rest;
    private bool _taken;

    /// <summary>True when it begins as only a Dockerfile does.</summary>
    public bool IsDockerfile() => BeginsAsDockerfile(Head());

    /// <summary>True when it begins as a bill of materials does, and no image and no Dockerfile.</summary>
    public bool IsBillOfMaterials() => BomFormats.MayBe(Head());

    /// <summary>True for bytes that begin as only a Dockerfile does; what begins as an archive is one, whatever the first file in it is called.</summary>
    public static bool BeginsAsDockerfile(ReadOnlySpan<byte> head) =>
        !FileLook.IsTar(head) && DockerfileNames.LooksLikeDockerfile(SourceDecoder.Decode(head).Text);

    /// <summary>All of it, once.</summary>
    /// <exception cref="GuardException">PG1001: two targets ask for it.</exception>
    public Stream Take()
    {
        if (_taken) throw new GuardException(Problems.BadUsage, "-", "Standard input can be read only once: name '-' once.");
        _taken = true;
        return new PrefixedStream(Head(), _rest!);
    }

    private byte[] Head()
    {
        if (_head is not null) return _head;
        _rest = given ?? Console.OpenStandardInput();
        var bytes = new byte[HeadBytes];
        int length = _rest.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return _head = bytes[..length];
    }
}
