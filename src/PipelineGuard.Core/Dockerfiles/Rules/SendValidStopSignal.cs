using System.Globalization;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds stop signals that do not exist, or that no program can act upon.</summary>
internal sealed class SendValidStopSignal : DockerfileRule
{
    private const int HighestSignal = 64;

    private static readonly HashSet<string> Names =
    [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "IOT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD",
        "CLD", "CONT", "STOP", "TSTP",
        "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "POLL", "PWR", "SYS", "UNUSED", "RTMIN", "RTMAX",
    ];

    public override RuleInfo Info { get; } = new("PGD052", "Stop with a signal that can be handled", Severity.Low)
    {
        Why = "A program cannot notice KILL and STOP, so it never gets to close its files; a signal that does not exist stops the build.",
        Fix = "Use SIGTERM, SIGINT or SIGQUIT, whichever the program handles.",
        Flags =
        [
            "FROM debian:12.5\nSTOPSIGNAL SIGKILL", "FROM debian:12.5\nSTOPSIGNAL 9", "FROM debian:12.5\nSTOPSIGNAL SIGTREM",
            "FROM debian:12.5\nSTOPSIGNAL 100", "FROM debian:12.5\nARG S=KILL\nSTOPSIGNAL $S",
        ],
        Allows =
        [
            "FROM debian:12.5\nSTOPSIGNAL SIGQUIT", "FROM debian:12.5\nSTOPSIGNAL SIGRTMIN+3", "FROM debian:12.5\nSTOPSIGNAL 15",
            "FROM debian:12.5\nARG S\nSTOPSIGNAL $S",
            "FROM debian:12.5\nSTOPSIGNAL sigterm", "FROM debian:12.5\nSTOPSIGNAL \"SIGINT\"",
        ],
    };

    public override IEnumerable<Finding> Check(Dockerfile file) =>
        from instruction in file.All<ValueInstruction>()
        where instruction is { Kind: InstructionKind.Stopsignal, Value: not null }
        let signal = instruction.Scope.Expand(instruction.Value!)
        where !string.IsNullOrEmpty(signal)
        let problem = ProblemOf(signal.ToUpperInvariant())
        where problem is not null
        select At(file, instruction, $"Signal {SyntaxProblems.Quote(signal)} {problem}.");

    private static string? ProblemOf(string signal)
    {
        const string cannotBeHandled = "cannot be handled by any program";
        const string doesNotExist = "does not exist";
        if (int.TryParse(signal, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return number is 9 or 19 ? cannotBeHandled : number is < 1 or > HighestSignal ? doesNotExist : null;
        var name = signal.StartsWith("SIG", StringComparison.Ordinal) ? signal[3..] : signal;
        if (name is "KILL" or "STOP") return cannotBeHandled;
        return Names.Contains(name.Split('+', '-')[0]) ? null : doesNotExist;
    }
}
