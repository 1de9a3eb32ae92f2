using System.Text.RegularExpressions;

namespace PipelineGuard.Scanning;

/// <summary>Names options as the users of a wrapper write them: messages and hints are worded for the command line.</summary>
public static partial class OptionSpelling
{
    /// <summary>The text with <c>--fail-on</c> and its like replaced; what is no option of <see cref="GuardOptionTable"/> stays.</summary>
    /// <param name="text">A message or hint.</param>
    /// <param name="name">What the wrapper calls an option.</param>
    public static string In(string text, Func<GuardOption, string> name) =>
        OnCommandLine().Replace(text, match => GuardOptionTable.All.FirstOrDefault(row => row.Name == match.Groups["name"].Value) is { } row ? name(row) : match.Value);

    [GeneratedRegex(@"(?<![\w-])--(?<name>(?>[a-z]+(?:-[a-z]+)*))(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex OnCommandLine();
}
