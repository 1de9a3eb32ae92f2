using System.Globalization;
using System.Text;
using PipelineGuard.Reporting.Annotations;

namespace PipelineGuard.Reporting.Azure;

/// <summary>
/// The logging commands of Azure Pipelines, <c>##vso[task.logissue type=…;sourcepath=…;]message</c>, escaped as azure-pipelines-task-lib does
/// it: the message gives up <c>%</c> and line breaks, the properties <c>]</c> and <c>;</c> as well.
/// </summary>
internal static class LoggingCommand
{
    /// <summary>The command for an annotation; null for a notice, which Azure does not know.</summary>
    public static string? Of(Annotation annotation)
    {
        if (annotation.Level == AnnotationLevel.Notice) return null;
        var properties = new StringBuilder();
        Add(properties, "type", annotation.Level == AnnotationLevel.Error ? "error" : "warning");
        Add(properties, "sourcepath", annotation.Path);
        Add(properties, "linenumber", annotation.Line?.ToString(CultureInfo.InvariantCulture));
        Add(properties, "columnnumber", annotation.Column?.ToString(CultureInfo.InvariantCulture));
        Add(properties, "code", annotation.Code);
        return $"##vso[task.logissue {properties}]{Data(annotation.OneLine)}";
    }

    /// <summary>Ends the step with a result of its own: <c>SucceededWithIssues</c>.</summary>
    public static string Complete(string result, string message) => $"##vso[task.complete result={result};]{Data(message)}";

    private static void Add(StringBuilder properties, string name, string? value)
    {
        if (value is not null) properties.Append(CultureInfo.InvariantCulture, $"{name}={Property(value)};");
    }

    private static string Data(string text) =>
        new StringBuilder(text).Replace("%", "%AZP25").Replace("\r", "%0D").Replace("\n", "%0A").ToString();

    private static string Property(string text) => new StringBuilder(Data(text)).Replace("]", "%5D").Replace(";", "%3B").ToString();
}
