using System.Globalization;
using System.Text;
using PipelineGuard.Reporting.Annotations;

namespace PipelineGuard.Reporting.GitHub;

/// <summary>
/// The workflow commands of GitHub Actions, <c>::error file=…,line=…::message</c>, escaped as actions/toolkit does it: the message gives up
/// <c>%</c> and line breaks, the properties <c>:</c> and <c>,</c> as well.
/// </summary>
internal static class WorkflowCommand
{
    // What the checks page shows of a title.
    private const int TitleLength = 255;

    public static string Of(Annotation annotation)
    {
        var properties = new List<string>();
        Add(properties, "file", annotation.Path);
        Add(properties, "line", annotation.Line);
        Add(properties, "endLine", annotation.Line is null ? null : annotation.EndLine);
        if (IsOnOneLine(annotation))
        {
            Add(properties, "col", annotation.Column);
            Add(properties, "endColumn", annotation.Column is null ? null : annotation.EndColumn);
        }
        Add(properties, "title", SafeText.Cut(annotation.Title, TitleLength));
        return $"::{Name(annotation.Level)} {string.Join(',', properties)}::{Data(annotation.Message)}";
    }

    /// <summary>Columns are refused for remarks over several lines.</summary>
    public static bool IsOnOneLine(Annotation annotation) => annotation.EndLine is null || annotation.EndLine == annotation.Line;

    private static string Name(AnnotationLevel level) => level switch
    {
        AnnotationLevel.Notice => "notice",
        AnnotationLevel.Warning => "warning",
        AnnotationLevel.Error => "error",
    };

    private static void Add(List<string> properties, string name, string? value)
    {
        if (value is not null) properties.Add($"{name}={Property(value)}");
    }

    private static void Add(List<string> properties, string name, int? value) => Add(properties, name, value?.ToString(CultureInfo.InvariantCulture));

    private static string Data(string text) =>
        new StringBuilder(text).Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A").ToString();

    private static string Property(string text) => new StringBuilder(Data(text)).Replace(":", "%3A").Replace(",", "%2C").ToString();
}
