using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PipelineGuard.MSBuild.Messages;

/// <summary>Shows messages in the build's output; with their start only, because nobody reads <c>Dockerfile(3,1,3,12)</c> well.</summary>
internal static class MessageWriter
{
    // An old base image brings thousands; what does not fit stands in the report.
    private const int MostWarnings = 100;

    /// <summary>Shows all errors and the first hundred warnings, in the order given.</summary>
    /// <param name="log">The task's log.</param>
    /// <param name="messages">What to show.</param>
    /// <param name="settings">What the project says about warnings.</param>
    /// <param name="report">Where everything can be read; null when no report is written.</param>
    public static void Write(TaskLoggingHelper log, IEnumerable<BuildMessage> messages, WarningSettings settings, string? report)
    {
        int warnings = 0;
        foreach (var message in messages)
        {
            var level = settings.LevelOf(message);
            if (level == MessageLevel.Warning && ++warnings > MostWarnings) level = MessageLevel.Message;
            Write(log, message, level);
        }
        if (warnings > MostWarnings) log.LogMessage(MessageImportance.High, "PipelineGuard: {0} more warnings are not shown here; {1}.", warnings - MostWarnings, report is null ? "name a report with PipelineGuardSarif" : $"all stand in {report}");
    }

    private static void Write(TaskLoggingHelper log, BuildMessage message, MessageLevel level)
    {
        var (code, file, text) = (message.Code, message.File, message.Text);
        switch (level)
        {
            case MessageLevel.Error:
                log.LogError(null, code, null, file, message.Line, message.Column, 0, 0, "{0}", text);
                break;
            case MessageLevel.Warning:
                log.LogWarning(null, code, null, file, message.Line, message.Column, 0, 0, "{0}", text);
                break;
            case MessageLevel.Message:
                log.LogMessage(null, code, null, file, message.Line, message.Column, 0, 0, MessageImportance.Normal, "{0}", text);
                break;
        }
    }
}
