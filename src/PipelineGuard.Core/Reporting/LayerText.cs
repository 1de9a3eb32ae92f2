using System.Text.RegularExpressions;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>A layer in a person's words.</summary>
internal static partial class LayerText
{
    private const int InstructionLength = 80;
    private const int HistoryLength = 1_000;

    /// <summary><c>layer 2: COPY app /app</c>, <c>base image, layer 0: ADD file:4f2a in /</c>, or just <c>layer 2</c> where the image has no history.</summary>
    public static string Of(LayerFacts layer)
    {
        var name = layer.Origin == LayerOrigin.Base ? $"base image, layer {layer.Index}" : $"layer {layer.Index}";
        return Instruction(layer) is { Length: > 0 } instruction ? $"{name}: {instruction}" : name;
    }

    // The classic builder writes "/bin/sh -c #(nop) COPY …" and "/bin/sh -c apt-get …", BuildKit "RUN /bin/sh -c apt-get … # buildkit".
    private static string Instruction(LayerFacts layer)
    {
        var text = ShortDigests(SafeText.OneLine(layer.CreatedBy, HistoryLength)).AsSpan().Trim();
        if (text.EndsWith("# buildkit", StringComparison.Ordinal)) text = text[..^"# buildkit".Length].TrimEnd();
        if (WithoutStart(text, "/bin/sh -c #(nop)") is { IsEmpty: false } instruction) return Shown(instruction);
        if (WithoutStart(text, "RUN /bin/sh -c") is { IsEmpty: false } built) return Shown($"RUN {built}");
        if (WithoutStart(text, "/bin/sh -c") is { IsEmpty: false } run) return Shown($"RUN {run}");
        return Shown(text);
    }

    // The classic builder names what it copied by digest, which would hide where it copied it to.
    private static string ShortDigests(string text) => Digest().Replace(text, digest => digest.Value[..12]);

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Digest();

    private static ReadOnlySpan<char> WithoutStart(ReadOnlySpan<char> text, string start) =>
        text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..].Trim() : default;

    private static string Shown(ReadOnlySpan<char> text) => SafeText.Cut(text.ToString(), InstructionLength);
}
