namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>Knows which variables a script sets itself.</summary>
internal static class ShellVariables
{
    private static readonly string[] Setting = ["export", "local", "declare", "typeset", "readonly", "read", "mapfile", "getopts"];

    /// <summary>The names of all variables that any command of a script sets, by assignment or with <c>export</c>, <c>read</c> and their like.</summary>
    public static HashSet<string> SetIn(ShellScript script)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var command in script.Commands)
        {
            foreach (var assignment in command.Assignments) names.Add(assignment.Name);
            if (!command.IsAny(Setting)) continue;
            foreach (var word in command.Operands) names.Add(word.Shape.Split('=')[0]);
        }
        return names;
    }
}
