using PipelineGuard.Dockerfiles.Packaging;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>pip install flask&gt;=3</c>, which is a redirection.</summary>
internal sealed class QuoteVersionBounds : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD239", "Quote version bounds", Severity.Medium)
    {
        Why = "For the shell > and < are redirections: the package is installed in any version, and a file named =3 appears.",
        Fix = "Put the package with its bounds in quotes.",
        Flags =
        [
            "FROM python:3.12-slim\nRUN pip install flask>=3.0",
            "FROM python:3.12-slim\nRUN pip install requests>=2,<3 flask==3.0.3",
            "FROM alpine:3.20\nRUN apk add --no-cache curl>8.0",
        ],
        Allows =
        [
            "FROM python:3.12-slim\nRUN pip install 'flask>=3.0' \"requests>=2,<3\"",
            "FROM python:3.12-slim\nRUN pip install -r requirements.txt > /tmp/log 2>&1",
            "FROM python:3.12-slim\nRUN pip install flask==3.0.3 >log",
            "FROM python:3.12-slim\nRUN [\"pip\", \"install\", \"flask>=3.0\"]",
        ],
        Tags = [],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands(PackageManagers.Programs)
        where command.Redirections.Length > 0 && PackageManagers.All.Any(manager => manager.Installs(command))
        from word in command.PackageArguments
        let end = EndOfBounds(command, word)
        where end > word.Span.End
        let place = TextSpan.FromBounds(word.Span.Start, end)
        select At(file, place, $"The bounds of {Quoting.Quote(word)} are a redirection to a file.") with
        {
            Fix = new("Put quotes around it.") { Edits = word.IsQuoted || command.Interpreter is not null ? [] : [TextEdits.Replace(file.Source, file.Path, place, $"\"{file.Source[place]}\"")] },
        };

    private static int EndOfBounds(ShellCommand command, ShellWord word)
    {
        int end = word.Span.End;
        foreach (var redirection in command.Redirections)
        {
            bool isBound = redirection is { Operator: ">" or "<", Descriptor: null, Target.Shape: ['=', ..] or [>= '0' and <= '9', ..] };
            if (isBound && redirection.Span.Start == end) end = redirection.Span.End;
        }
        return end;
    }
}
