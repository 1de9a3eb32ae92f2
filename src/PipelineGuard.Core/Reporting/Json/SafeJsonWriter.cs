using System.Text;

namespace PipelineGuard.Reporting.Json;

/// <summary>Passes JSON on through <see cref="JsonText"/>, for serializers that write to a <see cref="TextWriter"/>.</summary>
/// <param name="inner">Where it goes; not closed.</param>
internal sealed class SafeJsonWriter(TextWriter inner) : TextWriter
{
    private char _last;

    public override Encoding Encoding => inner.Encoding;

    // A pair of surrogates may come in two pieces; each is then written as an escape, which is the same JSON.
    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.IsEmpty) return;
        JsonText.Write(buffer, inner, _last);
        _last = buffer[^1];
    }
}
