using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PipelineGuard.MSBuild.Tests;

/// <summary>What the package's targets must hold to so that <c>msbuild.exe</c>, which runs on .NET Framework, can build with them too.</summary>
public sealed partial class TargetsTests
{
    // Functions of properties that MSBuild offers on both runtimes.
    private static readonly string[] Known = ["[MSBuild]::Escape", "[MSBuild]::NormalizePath", "[System.IO.Directory]::Exists", "[System.IO.Path]::ChangeExtension"];

    private static string Targets { get; } = Path.GetFullPath(Path.Combine(Here(), "../../src/PipelineGuard.MSBuild/build/PipelineGuard.MSBuild.targets"));

    [Fact]
    public void Every_task_asks_for_NET_so_that_MSBuild_on_another_runtime_starts_a_host_for_it()
    {
        var declared = XDocument.Load(Targets).Descendants("UsingTask").ToList();

        var tasks = typeof(GuardTask).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(GuardTask)) && !type.IsAbstract).Select(type => type.FullName);
        Assert.Equal(tasks.Order(StringComparer.Ordinal), declared.Select(task => task.Attribute("TaskName")!.Value).Order(StringComparer.Ordinal));
        Assert.All(declared, task => Assert.Equal(("NET", "$(PipelineGuardTaskAssembly)", null), (task.Attribute("Runtime")?.Value, task.Attribute("AssemblyFile")?.Value, task.Attribute("TaskFactory")?.Value)));
    }

    [Fact]
    public void Calls_only_functions_that_every_MSBuild_knows() => Assert.Equal(Known, Called().Matches(File.ReadAllText(Targets)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    // What crosses to another process: texts, numbers, truths and items.
    [Fact]
    public void Takes_and_gives_only_what_can_cross_to_another_process()
    {
        Type[] crossing = [typeof(string), typeof(bool), typeof(int), typeof(Microsoft.Build.Framework.ITaskItem), typeof(Microsoft.Build.Framework.ITaskItem[])];
        var parameters = typeof(GuardTask).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(GuardTask)))
            .SelectMany(type => type.GetProperties()).Where(property => property.DeclaringType!.Assembly == typeof(GuardTask).Assembly);

        Assert.All(parameters, property => Assert.Contains(property.PropertyType, crossing));
    }

    [GeneratedRegex(@"\[[A-Za-z.]+\]::[A-Za-z]+")]
    private static partial Regex Called();

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
