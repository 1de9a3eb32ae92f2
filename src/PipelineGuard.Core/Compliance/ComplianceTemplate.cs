using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Compliance;

/// <summary>Which checks answer which controls of a standard: a YAML file that anybody can read, copy and change.</summary>
/// <param name="Id">The name under which it is asked for, such as <c>cis-docker</c>.</param>
/// <param name="Title">What it covers, in a few words.</param>
/// <param name="Standard">The standard and its version, as its publisher writes them.</param>
public sealed record ComplianceTemplate(string Id, string Title, string Standard)
{
    /// <summary>What of the standard is covered and what is not, in one to three sentences.</summary>
    public required string Scope { get; init; }

    /// <summary>Where the standard can be read; null when that is not said.</summary>
    public Uri? Link { get; init; }

    /// <summary>The file it was read from, as shown to users; null for one that comes with PipelineGuard.</summary>
    public string? Source { get; init; }

    /// <summary>The controls, in the order of the file.</summary>
    public ImmutableArray<Control> Controls { get; init; } = [];
}

/// <summary>One thing that a standard asks for.</summary>
/// <param name="Id">Its number in the standard, such as <c>4.1</c>.</param>
/// <param name="Title">What it asks for, in our words.</param>
public sealed record Control(string Id, string Title)
{
    /// <summary>What looks for breaches of it; empty when nothing here can.</summary>
    public ImmutableArray<ControlCheck> Checks { get; init; } = [];

    /// <summary>What a person has to look at although the checks found nothing; null when the checks say it all.</summary>
    public string? Manual { get; init; }

    /// <summary>What a person has to look at where the checks were not told enough; null when the control is then not answered.</summary>
    public string? ManualIfUnknown { get; init; }

    /// <summary>Why it never applies to an image or a Dockerfile; null when it may.</summary>
    public string? NotApplicable { get; init; }
}

/// <summary>One line of a control's <c>checks</c>: some rules, or vulnerabilities from a severity on.</summary>
/// <param name="Name">As the template says it: <c>PGI001</c>, <c>PGS*</c>, <c>PGI070 (PermitRootLogin)</c>, <c>vulnerabilities: high, fixable</c>.</param>
public sealed record ControlCheck(string Name)
{
    /// <summary>The ids of the rules, in order; empty for vulnerabilities.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    /// <summary>Only findings count whose message holds this text, whatever its case; null for all.</summary>
    public string? Mentions { get; init; }

    /// <summary>The lowest severity of vulnerabilities that counts; null for rules.</summary>
    public Severity? Vulnerabilities { get; init; }

    /// <summary>True when only vulnerabilities count for which a version without them exists.</summary>
    public bool OnlyFixable { get; init; }
}
