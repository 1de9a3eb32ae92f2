using System.CommandLine;

namespace PipelineGuard.Cli.Commands;

/// <summary>The targets of a command line, one or more.</summary>
internal static class TargetArgument
{
    public static Argument<string[]> Make(string description)
    {
        var targets = new Argument<string[]>("TARGET") { Description = description, Arity = ArgumentArity.OneOrMore };
        targets.Validators.Add(result =>
        {
            // No target begins with a dash: it is an option that this verb does not have.
            var option = result.Tokens.FirstOrDefault(token => token.Value is ['-', _, ..]);
            if (option is not null) result.AddError($"There is no option '{option.Value}'.");
        });
        return targets;
    }
}
