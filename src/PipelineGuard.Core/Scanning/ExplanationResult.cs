using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Reporting.Explaining;

namespace PipelineGuard.Scanning;

/// <summary>Why a vulnerability was or was not found.</summary>
public sealed class ExplanationResult
{
    private readonly Explanation _explanation;

    internal ExplanationResult(Explanation explanation, int exitCode) => (_explanation, ExitCode) = (explanation, exitCode);

    /// <summary>0 when no installed package is affected, or none that counts; 1 when one is; 3 when something that the answer depends on could not be looked at.</summary>
    public int ExitCode { get; }

    /// <summary>What went wrong, in a fixed order.</summary>
    public ImmutableArray<ScanProblem> Problems => _explanation.Problems;

    /// <summary>Writes it, the same bytes for the same answer.</summary>
    /// <param name="format"><c>console</c>, text for people, or <c>json</c>.</param>
    /// <param name="writer">Where it goes.</param>
    /// <exception cref="GuardException">PG1001: it is another format.</exception>
    public void Write(string format, TextWriter writer)
    {
        CheckFormat(format);
        if (format == "json") ExplanationJson.Write(_explanation, writer);
        else ExplanationText.Write(_explanation, writer);
    }

    internal static void CheckFormat(string format)
    {
        if (format is not ("console" or "json")) throw new GuardException(Findings.Problems.BadUsage, "--output", $"'{format}' is for scans; an explanation is 'console' or 'json'.");
    }
}
