using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>cat file | command</c>.</summary>
internal sealed class ReadFilesDirectly : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD324", "Read a file without cat", Severity.Info)
    {
        Why = "The command can read the file itself; with cat in front, a missing file goes unnoticed.",
        Fix = "Write command < file, or name the file as an argument.",
        Flags = ["FROM debian:12.5\nRUN cat /x | sort", "FROM debian:12.5\nRUN make && cat requirements.txt | xargs -n 1 pip install"],
        Allows =
        [
            "FROM debian:12.5\nRUN sort < /x && cat /x",
            "FROM debian:12.5\nRUN cat /a /b | sort",
            "FROM debian:12.5\nRUN cat /etc/*-release | sort && cat -v /x | sort",
            "FROM debian:12.5\nRUN cat \"$FILE\" | sort",
        ],
        Tags = ["shellcheck:SC2002"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from command in file.Commands("cat")
        where command is { Name: "cat", Index: 0, Arguments: [{ Value: not null, IsPattern: false, IsFlag: false }], Redirections: [], Downstream.Name: not null }
        select At(file, command, $"'{command.Downstream!.Name}' can read {Quoting.Quote(command.Arguments[0])} itself.");
}
