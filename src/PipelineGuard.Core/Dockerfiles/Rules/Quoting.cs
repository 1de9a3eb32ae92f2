using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Puts parts of a file into messages, where they must stay short.</summary>
internal static class Quoting
{
    private const int Most = 4;

    /// <summary><c>'a', 'b' and 3 more</c>.</summary>
    public static string List(IReadOnlyCollection<ShellWord> words)
    {
        var first = string.Join(", ", words.Take(Most).Select(Quote));
        return words.Count > Most ? $"{first} and {words.Count - Most} more" : first;
    }

    /// <summary>Something of the file in quotes, cut when it is long.</summary>
    public static string Quote(ShellWord word) => SyntaxProblems.Quote(word.Text);
}
