using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PipelineGuard.Sbom;

/// <summary>A JSON document that is handed on piece by piece, so that memory holds one component and not the whole bill.</summary>
internal sealed class JsonOutput : IDisposable
{
    // The strict encoder is for JSON inside HTML; it would turn every "+" of a Debian version into "\u002B".
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Action<ReadOnlySpan<byte>> _sink;

    private JsonOutput(Action<ReadOnlySpan<byte>> sink)
    {
        _sink = sink;
        Json = new(_buffer, Options);
    }

    /// <summary>Takes the next tokens.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>
    /// Writes a document twice: first to learn its hash, then with an identifier made of that hash. So the same content has the same
    /// identifier, and other content another.
    /// </summary>
    /// <param name="write">Writes the document with the identifier it is given.</param>
    /// <param name="sink">Takes whole JSON tokens, UTF-8.</param>
    public static void WriteIdentified(Action<JsonOutput, Guid> write, Action<ReadOnlySpan<byte>> sink)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var draft = new JsonOutput(hash.AppendData)) draft.Run(write, Guid.Empty);
        using var output = new JsonOutput(sink);
        output.Run(write, IdentifierOf(hash.GetHashAndReset()));
    }

    /// <summary>Passes on what has been written so far; between two elements of an array.</summary>
    public void HandOn()
    {
        Json.Flush();
        _sink(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    public void Dispose() => Json.Dispose();

    private void Run(Action<JsonOutput, Guid> write, Guid identifier)
    {
        Json.WriteStartObject();
        write(this, identifier);
        Json.WriteEndObject();
        HandOn();
    }

    // RFC 9562 §5.8: version 8 leaves all but version and variant to us.
    private static Guid IdentifierOf(ReadOnlySpan<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        hash[..16].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
