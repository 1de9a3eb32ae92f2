using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds where a file sets an environment variable, whichever way it does it.</summary>
internal static class EnvironmentSettings
{
    /// <summary>
    /// The values given to some variables by <c>ENV</c>, as default of <c>ARG</c>, in front of a command, and by <c>export</c>. Values that only the
    /// build knows are left out.
    /// </summary>
    public static IEnumerable<(string Name, string Value, ISyntax Place)> Settings(this Dockerfile file, TextMarks variables)
    {
        var names = variables.Texts;
        foreach (var instruction in file.All<PairsInstruction>().Where(instruction => instruction is EnvInstruction or ArgInstruction))
        {
            foreach (var pair in instruction.Pairs)
            {
                // Looking at the name first spares most expansions.
                if (names.Contains(pair.Name) && pair.Value is { } word && instruction.Scope.Expand(word) is { } value) yield return (pair.Name, value, pair);
            }
        }
        foreach (var command in file.All<RunInstruction>().Where(run => run.MayHold(variables)).SelectMany(run => run.Script.Commands))
        {
            foreach (var assignment in command.Assignments)
            {
                if (names.Contains(assignment.Name) && assignment.Value?.Value is { } value) yield return (assignment.Name, value, assignment);
            }
            foreach (var word in command.IsAny("export", "env") || command.HasPrefix("env") ? command.Words : [])
            {
                if (word.Value?.Split('=', 2) is [var name, var value] && names.Contains(name)) yield return (name, value, word);
            }
        }
    }
}
