using System.Globalization;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>One word of <c>EXPOSE</c>: <c>port[-port][/protocol]</c>.</summary>
/// <param name="Word">Where it stands.</param>
/// <param name="Text">The word with its variables replaced.</param>
internal sealed record ExposedPort(Word Word, string Text)
{
    /// <summary>The first port; null when it is no number (or a larger one than fits).</summary>
    public long? First { get; private init; }

    /// <summary>The last port of a range, else the same as <see cref="First"/>; null when it is no number.</summary>
    public long? Last { get; private init; }

    /// <summary>What stands behind the slash, as written; null when nothing does.</summary>
    public string? Protocol { get; private init; }

    /// <summary>True when the ports are a number or a range, whatever their size.</summary>
    public bool IsWellFormed => First is not null && Last is not null;

    /// <summary>The ports of a file whose value is known, in order.</summary>
    public static IEnumerable<ExposedPort> In(Dockerfile file) =>
        from expose in file.All<WordsInstruction>()
        where expose.Kind == InstructionKind.Expose
        from word in expose.Words
        let text = expose.Scope.Expand(word)
        where !string.IsNullOrEmpty(text)
        select Parse(word, text);

    private static ExposedPort Parse(Word word, string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        var ports = (slash < 0 ? text : text[..slash]).Split('-', 2);
        return new(word, text) { First = Number(ports[0]), Last = Number(ports[^1]), Protocol = slash < 0 ? null : text[(slash + 1)..] };
    }

    private static long? Number(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
