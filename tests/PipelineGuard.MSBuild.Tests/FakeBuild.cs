using System.Collections;
using Microsoft.Build.Framework;

namespace PipelineGuard.MSBuild.Tests;

/// <summary>A build that keeps what a task shows, one line for each event, as <c>error PG1001 file(line,column): text</c>.</summary>
internal sealed class FakeBuild : IBuildEngine
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public bool ContinueOnError => false;
    public int LineNumberOfTaskNode => 0;
    public int ColumnNumberOfTaskNode => 0;
    public string ProjectFileOfTaskNode => "PipelineGuard.MSBuild.targets";

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;
    public void LogCustomEvent(CustomBuildEventArgs e) => Assert.Fail("no task of ours does this");
    public void LogErrorEvent(BuildErrorEventArgs e) => _lines.Add($"error {e.Code} {e.File}({e.LineNumber},{e.ColumnNumber}): {e.Message}");
    public void LogWarningEvent(BuildWarningEventArgs e) => _lines.Add($"warning {e.Code} {e.File}({e.LineNumber},{e.ColumnNumber}): {e.Message}");
    public void LogMessageEvent(BuildMessageEventArgs e) => _lines.Add($"{e.Importance} {e.Code} {e.File}({e.LineNumber},{e.ColumnNumber}): {e.Message}");
}
