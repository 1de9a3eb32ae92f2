using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds arrays that builders take for shell commands, because they are no JSON.</summary>
internal sealed class WriteJsonAsJson : DockerfileRule
{
    private static readonly char[] OtherQuotes = ['\'', '‘', '’', '“', '”', '„'];

    public override RuleInfo Info { get; } = new("PGD054", "Write the JSON form with double quotes", Severity.Medium)
    {
        Why = "What is not quite JSON is silently run by the shell, which looks for a program called '['.",
        Fix = "Use double quotes, and commas between the words only.",
        Flags =
        [
            "FROM debian:12.5\nCMD ['nginx', '-g', 'daemon off;']", "FROM debian:12.5\nENTRYPOINT [“/app/serve”]",
            "FROM debian:12.5\nRUN ['echo', 'x']", "FROM debian:12.5\nCMD [\"a\" \"b\"]",
            "FROM debian:12.5\nCMD [\"a\", \"b\",]", "FROM debian:12.5\nHEALTHCHECK CMD ['check']",
        ],
        Allows =
        [
            "FROM debian:12.5\nCMD [\"nginx\", \"-g\", \"daemon off;\"]", "FROM debian:12.5\nRUN [ -f '/a' ] || [ 'a' = 'b' ]",
            "FROM debian:12.5\nRUN [ '$A' ] && echo ']'", "FROM debian:12.5\nCMD []",
            "FROM debian:12.5\nCMD [ -x /app ] && exec /app", "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN ['x']",
        ],
        Tags = ["docker:JSONArgsRecommended", "hadolint:DL3025"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.All<CommandInstruction>()
        where command is { IsExecForm: false, Shell.Kind: ShellKind.Posix } && command.Command.Text is ['[', ..]
        let repaired = Repaired(command.Command.Text)
        where repaired is not null || (command.Kind is InstructionKind.Cmd or InstructionKind.Entrypoint && IsMeantAsJson(command.Command.Text))
        select At(file, command, $"{command.Keyword} is in no valid JSON form, so it runs in a shell.", new("Write it as JSON.")
        {
            Edits = repaired is null ? [] : [file.Replace(Word.Of(command.Command, 0, command.Command.Length), repaired)],
        });

    // Null when other quotes alone do not make it an array of strings.
    private static string? Repaired(string text)
    {
        if (text[^1] != ']' || !text.Any(OtherQuotes.Contains) || text.AsSpan().ContainsAny('"', '\\')) return null;
        var json = text;
        foreach (char quote in OtherQuotes) json = json.Replace(quote, '"');
        return ExecForm.TryRead(MappedText.Of(new(json), new(0, json.Length))).IsDefaultOrEmpty ? null : json;
    }

    private static bool IsMeantAsJson(string text) => text[^1] == ']' && text.AsSpan(1).TrimStart() is ['"', ..];
}
