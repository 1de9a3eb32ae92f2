using System.Text;

namespace PipelineGuard.Reporting.Json;

/// <summary>Passes JSON on through <see cref="JsonText"/>, for serializers that write to a <see cref="TextWriter"/>.</summary>
/// <param name="inner">Where it goes; not closed.</param>
internal sealed class SafeJsonWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    // A pair of surrogates may come in two pieces; each is then written as an escape, which is the same JSON.
    public override void Write(char value) => JsonText.Write([value], inner);

    public override void Write(char[] buffer, int index, int count) => JsonText.Write(buffer.AsSpan(index, count), inner);

    public override void Write(ReadOnlySpan<char> buffer) => JsonText.Write(buffer, inner);

    public override void Write(string? value) => JsonText.Write(value, inner);
}
