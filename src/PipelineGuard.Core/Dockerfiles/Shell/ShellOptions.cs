namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>The options of a shell that decide whether a failure is noticed (POSIX.1-2024, "set").</summary>
/// <param name="ExitOnError"><c>set -e</c>: a failing command ends the script.</param>
/// <param name="PipeFail"><c>set -o pipefail</c>: a pipeline fails when any of its commands does.</param>
/// <param name="NoUnset"><c>set -u</c>: a variable without a value ends the script.</param>
/// <param name="Trace"><c>set -x</c>: every command is printed, with its secrets.</param>
internal readonly record struct ShellOptions(bool ExitOnError, bool PipeFail, bool NoUnset, bool Trace)
{
    /// <summary>These options after <c>set</c>, or a shell's command line, with some arguments: <c>-euxo pipefail</c>, <c>+e</c>.</summary>
    public ShellOptions With(IEnumerable<string> arguments)
    {
        var (options, nameSwitchesOn) = (this, (bool?)null);
        foreach (var argument in arguments)
        {
            if (nameSwitchesOn is { } on)
            {
                options = options.WithName(argument, on);
                nameSwitchesOn = null;
            }
            else if (argument is ['-' or '+', not '-', ..])
            {
                foreach (char letter in argument.AsSpan(1)) options = options.WithLetter(letter, argument[0] == '-');
                if (argument.EndsWith('o')) nameSwitchesOn = argument[0] == '-';
            }
            else break;
        }
        return options;
    }

    private ShellOptions WithLetter(char letter, bool on) => letter switch
    {
        'e' => this with { ExitOnError = on },
        'u' => this with { NoUnset = on },
        'x' => this with { Trace = on },
        _ => this,
    };

    private ShellOptions WithName(string name, bool on) => name switch
    {
        "errexit" => this with { ExitOnError = on },
        "pipefail" => this with { PipeFail = on },
        "nounset" => this with { NoUnset = on },
        "xtrace" => this with { Trace = on },
        _ => this,
    };
}
