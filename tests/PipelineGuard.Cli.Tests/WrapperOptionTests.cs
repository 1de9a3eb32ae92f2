using System.Text.Json;
using System.Text.RegularExpressions;
using PipelineGuard.Scanning;

namespace PipelineGuard.Cli;

/// <summary>Holds the inputs of the action and of the Azure task against the table of options, so that none can be half added.</summary>
public sealed partial class WrapperOptionTests
{
    // They have outputs of their own, and Warn a result of its own. Dockerfiles are scanned with the images, which leads findings to them.
    private static readonly string[] Elsewhere = ["output", "exit-code-warn", "dockerfile"];

    public static TheoryData<string> Options => [.. GuardOptionTable.All.Select(option => option.Name).Except(Elsewhere)];

    [Theory, MemberData(nameof(Options))]
    public void Every_option_is_an_input_of_the_action(string name) =>
        Assert.Matches($@"(?m)^  {name}:$", File.ReadAllText(Path.Combine(Repository.Root, "action/action.yml")));

    [Theory, MemberData(nameof(Options))]
    public void Every_option_is_an_input_of_the_task(string name)
    {
        using var task = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "azure-devops-extension/PipelineGuardV1/task.json")));
        var camelCase = Dash().Replace(name, match => match.Groups[1].Value.ToUpperInvariant());

        Assert.Contains(task.RootElement.GetProperty("inputs").EnumerateArray(), input => input.GetProperty("name").GetString() == camelCase);
    }

    [Theory, MemberData(nameof(Options))]
    public void Every_option_is_passed_on_as_its_kind(string name)
    {
        var kind = GuardOptionTable.All.Single(option => option.Name == name).Kind switch
        {
            GuardOptionKind.Flag => "flag",
            GuardOptionKind.Value => "value",
            GuardOptionKind.List => "list",
        };

        Assert.Contains($"['{name}', '{kind}']", File.ReadAllText(Path.Combine(Repository.Root, "src/pipeline-host/inputs.ts")), StringComparison.Ordinal);
    }

    [GeneratedRegex("-([a-z])")]
    private static partial Regex Dash();
}
