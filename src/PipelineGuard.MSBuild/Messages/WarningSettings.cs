using System.Collections.Frozen;

namespace PipelineGuard.MSBuild.Messages;

/// <summary>
/// What a project says about warnings. MSBuild itself knows some of these properties, but not all of them, and not in the outer build of a project
/// with several target frameworks.
/// </summary>
internal sealed class WarningSettings
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];
    private readonly bool _allAreErrors;
    private readonly FrozenSet<string> _errors, _notErrors, _silent;

    /// <summary>Takes the properties as the project has them; null or empty when they are not set.</summary>
    public WarningSettings(bool treatWarningsAsErrors, string? warningsAsErrors, string? warningsNotAsErrors, string? noWarn)
    {
        _allAreErrors = treatWarningsAsErrors;
        (_errors, _notErrors, _silent) = (Codes(warningsAsErrors), Codes(warningsNotAsErrors), Codes(noWarn));
    }

    /// <summary>How loud a message is in this project. What blocks stays an error, whatever the project says.</summary>
    public MessageLevel LevelOf(BuildMessage message)
    {
        if (message.Level != MessageLevel.Warning) return message.Level;
        // In the order of the C# compiler: silence wins over everything, an exception over the general rule.
        if (_silent.Contains(message.Code)) return MessageLevel.Message;
        if (_errors.Contains(message.Code)) return MessageLevel.Error;
        return _allAreErrors && !_notErrors.Contains(message.Code) ? MessageLevel.Error : MessageLevel.Warning;
    }

    private static FrozenSet<string> Codes(string? list) =>
        (list ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
