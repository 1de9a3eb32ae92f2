using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Images;

namespace PipelineGuard.Attribution.Layers;

/// <summary>
/// The arguments that a build was given, as far as its history tells: <c>|2 A=1 B=2 /bin/sh -c …</c> in front of the commands that could use
/// them. The default of any other <c>ARG</c> may have been replaced, so its value is a gap.
/// </summary>
internal sealed class BuildArguments
{
    private const int Most = 200;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private BuildArguments()
    {
    }

    /// <summary>Reads them.</summary>
    public static BuildArguments Of(ImageConfig config)
    {
        var arguments = new BuildArguments();
        foreach (var step in config.History)
        {
            if (step.CreatedBy is { } text) arguments.Read(text.StartsWith("RUN ", StringComparison.Ordinal) ? text[4..].TrimStart() : text);
        }
        return arguments;
    }

    /// <summary>The value that the build gave an argument; null when the history does not tell.</summary>
    public string? Given(string name) => _values.GetValueOrDefault(name);

    /// <summary>A word with its variables replaced; null when a part is not known.</summary>
    public string? Expand(Instruction instruction, string word)
    {
        var expanded = ExpandPartly(instruction, word);
        return expanded.Contains(Scope.Unknown, StringComparison.Ordinal) ? null : expanded;
    }

    /// <summary>The same, with <see cref="Scope.Unknown"/> for what is not known.</summary>
    public string ExpandPartly(Instruction instruction, string text)
    {
        if (!text.Contains('$', StringComparison.Ordinal)) return instruction.Scope.ExpandPartly(text);
        foreach (var name in Declared(instruction))
        {
            var value = _values.GetValueOrDefault(name, Scope.Unknown.ToString());
            text = text.Replace($"${{{name}}}", value, StringComparison.Ordinal);
            text = ReplacePlain(text, name, value);
        }
        return instruction.Scope.ExpandPartly(text);
    }

    private static IEnumerable<string> Declared(Instruction instruction) =>
        instruction.Stage is not { } stage ? [] : stage.Lineage.SelectMany(part => part.All<ArgInstruction>()).SelectMany(arg => arg.Pairs).Select(pair => pair.Name).Distinct().Take(Most);

    // "$NAME" where the name ends there.
    private static string ReplacePlain(string text, string name, string value)
    {
        for (int at = text.IndexOf("$" + name, StringComparison.Ordinal); at >= 0; at = text.IndexOf("$" + name, at + 1, StringComparison.Ordinal))
        {
            int end = at + 1 + name.Length;
            if (end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) text = string.Concat(text.AsSpan(0, at), value, text.AsSpan(end));
        }
        return text;
    }

    // Values with blanks cannot be told from the next argument, so only the first word counts.
    private void Read(string text)
    {
        if (text is not ['|', _, ..]) return;
        var words = text.Split(' ', Most, StringSplitOptions.RemoveEmptyEntries);
        if (!int.TryParse(words[0].AsSpan(1), out int count)) return;
        foreach (var word in words.Skip(1).Take(Math.Min(count, Most)))
        {
            if (word.IndexOf('=', StringComparison.Ordinal) is var equals and > 0) _values.TryAdd(word[..equals], word[(equals + 1)..]);
        }
    }
}
