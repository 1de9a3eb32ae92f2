using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Images;

namespace PipelineGuard.Attribution.Layers;

/// <summary>One step of an image's history, read as the instruction it tells of.</summary>
/// <param name="Kind">The instruction; <see cref="InstructionKind.Unknown"/> when the step tells nothing.</param>
/// <param name="Text">What stands behind the keyword, without shell and build arguments.</param>
/// <param name="MadeLayer">True when it made a layer.</param>
internal sealed record HistoryStep(InstructionKind Kind, string Text, bool MadeLayer)
{
    // The words of a shell in front of its command; nobody writes more of them.
    private const int LongestShell = 160;
    private static readonly string[] Hidden = ["file:", "dir:", "multi:"];
    private const string Nop = "#(nop)";
    private const string Buildkit = "# buildkit";

    // A command of this length tells itself apart from every other.
    private const int LongestText = 64 << 10;

    /// <summary>The words of <see cref="Text"/>, options in front left out.</summary>
    public WordBag Words => field ??= WordBag.Of(WithoutFlags());

    /// <summary>True when the step says by digest, not by name, what was copied, as the classic builder and buildah do.</summary>
    public bool HidesSources { get; private init; }

    /// <summary>Reads a step as the classic builder, BuildKit, buildah or kaniko write it.</summary>
    public static HistoryStep Read(HistoryEntry entry)
    {
        var text = (entry.CreatedBy ?? "").Trim();
        if (text.Length > LongestText) text = text[..LongestText];
        if (text.EndsWith(Buildkit, StringComparison.Ordinal)) text = text[..^Buildkit.Length].TrimEnd();
        if (text.Length == 0) return new(InstructionKind.Unknown, "", !entry.EmptyLayer);

        int nop = text.IndexOf(Nop, StringComparison.Ordinal);
        bool classic = nop is >= 0 and < LongestShell;
        var (keyword, rest) = FirstWord(classic ? text[(nop + Nop.Length)..].TrimStart() : text);
        var kind = InstructionKinds.Of(keyword);
        if (kind == InstructionKind.Run) return new(kind, WithoutShell(rest), !entry.EmptyLayer);
        if (kind == InstructionKind.Unknown || (kind == InstructionKind.From && !classic)) return new(InstructionKind.Run, WithoutShell(text), !entry.EmptyLayer);
        if (kind is not (InstructionKind.Copy or InstructionKind.Add)) return new(kind, rest, !entry.EmptyLayer);
        return DestinationOf(rest) is { } destination
            ? new(kind, destination, !entry.EmptyLayer) { HidesSources = true }
            : new(kind, rest, !entry.EmptyLayer);
    }

    // "file:4f2a… in /app ", "dir:…", "multi:…", perhaps with "--chown=…" in front.
    private static string? DestinationOf(string text)
    {
        int at = text.LastIndexOf(" in ", StringComparison.Ordinal);
        if (at < 0) return null;
        // The classic builder writes "--chown=0:0multi:4f2a…".
        var source = text[..at].TrimEnd();
        source = source[(source.LastIndexOf(' ') + 1)..];
        return Hidden.Any(kind => source.Contains(kind, StringComparison.Ordinal)) ? text[(at + 4)..].Trim() : null;
    }

    // "|2 A=1 B=2 /bin/sh -c make", "/bin/bash -o pipefail -c make".
    private static string WithoutShell(string text)
    {
        int command = text.IndexOf(" -c ", StringComparison.Ordinal);
        bool arguments = text.StartsWith('|');
        bool shell = text.StartsWith('/') && command is >= 0 and < LongestShell;
        return command >= 0 && (arguments || shell) ? text[(command + 4)..].Trim() : text;
    }

    private string WithoutFlags()
    {
        var text = Text;
        bool mayHave = Kind is InstructionKind.Copy or InstructionKind.Add or InstructionKind.Run;
        while (mayHave && text.StartsWith("--", StringComparison.Ordinal) && text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space) text = text[(space + 1)..].TrimStart();
        return text;
    }

    private static (string Word, string Behind) FirstWord(string text)
    {
        int end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        return (text[..end], text[end..].Trim());
    }
}
