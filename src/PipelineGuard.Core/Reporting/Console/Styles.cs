using PipelineGuard.Findings;
using PipelineGuard.Policy;
using Spectre.Console;

namespace PipelineGuard.Reporting.Console;

/// <summary>Colours. They only repeat what the words say, so nothing is lost without them.</summary>
internal static class Styles
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Heading = new(decoration: Decoration.Bold | Decoration.Underline);
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Faint = new(decoration: Decoration.Dim);

    public static Style Of(Severity severity) => severity switch
    {
        Severity.Critical => new Style(Color.Red, decoration: Decoration.Bold),
        Severity.High => new Style(Color.Red),
        Severity.Medium => new Style(Color.Yellow),
        Severity.Low => new Style(Color.Blue),
        Severity.Info => Faint,
    };

    public static Style Of(GateAction gate) => gate switch
    {
        GateAction.None => Faint,
        GateAction.Warn => new Style(Color.Yellow),
        GateAction.Block => new Style(Color.Red, decoration: Decoration.Bold),
    };

    public static Style Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => new Style(Color.Green, decoration: Decoration.Bold),
        Verdict.Warn => new Style(Color.Yellow, decoration: Decoration.Bold),
        Verdict.Incomplete => new Style(Color.Fuchsia, decoration: Decoration.Bold),
        Verdict.Block => new Style(Color.Red, decoration: Decoration.Bold),
    };
}
