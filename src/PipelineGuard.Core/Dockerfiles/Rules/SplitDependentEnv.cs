using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds <c>ENV A=1 B=$A</c>, in which <c>B</c> gets the old <c>A</c>.</summary>
internal sealed class SplitDependentEnv : DockerfileRule
{
    public override RuleInfo Info { get; } = new("PGD031", "Set a variable before using it in another ENV", Severity.Medium)
    {
        Why = "All values of one ENV are computed before any is set, so a variable of the same line still has its old value, or none.",
        Fix = "Write two ENV instructions.",
        Flags =
        [
            "FROM debian:12.5\nENV HOME=/home/app DATA=$HOME/data", "FROM debian:12.5\nENV B=\"${A}/x\" A=/opt",
            "FROM debian:12.5\nENV A=1 \\\n    B=${A:-2}",
        ],
        Allows =
        [
            "FROM debian:12.5\nENV A=/opt\nENV B=$A/x", "FROM debian:12.5\nENV PATH=/opt/bin:$PATH B=1", "FROM debian:12.5\nENV A=1 B='$A'",
            "FROM debian:12.5\nENV A=1 B=\\$A",
            "FROM debian:12.5\nENV A=1 B=$AB",
        ],
        Tags = ["hadolint:DL3044"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        foreach (var env in file.All<EnvInstruction>().Where(env => env.Pairs.Length > 1))
        {
            var names = env.Pairs.Select(pair => pair.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var pair in env.Pairs)
            {
                if (VariableUse.In(pair.Value!.Text, env.Escape).FirstOrDefault(use => use.Name != pair.Name && names.Contains(use.Name)) is { } use)
                    yield return At(file, pair, $"'{pair.Name}' gets the value that '{use.Name}' has in front of this ENV.");
            }
        }
    }
}
