using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Findings;
using PipelineGuard.Malware.Integrity;

namespace PipelineGuard.Policy;

/// <summary>What a team has decided about findings: when they warn, when they block, and which ones are accepted. <c>docs/policy.md</c> explains every line.</summary>
public sealed record GuardPolicy
{
    /// <summary>The built-in policy, which also fills in whatever a policy file leaves out; <c>policy init</c> writes the same as a file.</summary>
    public static GuardPolicy Default { get; } = new();

    /// <summary>The file it was read from, as shown to users; null for the built-in policy.</summary>
    public string? Source { get; init; }

    /// <summary>Findings that reach any of these lines block; empty when nothing blocks.</summary>
    public ImmutableArray<Threshold> Block { get; init; } =
    [
        new Threshold
        {
            Severity = Severity.Critical, Fixable = true, KnownExploited = Severity.Info, Secrets = Severity.Info, Malware = Severity.Info,
        },
    ];

    /// <summary>Findings that reach any of these lines, and none of <see cref="Block"/>, warn; empty when nothing warns.</summary>
    public ImmutableArray<Threshold> Warn { get; init; } = [new Threshold { Severity = Severity.Medium }];

    /// <summary>Days that a vulnerability of a severity may stay after its fix was published before it blocks; a severity not named has none.</summary>
    public ImmutableDictionary<Severity, int> GraceDays { get; init; } = ImmutableDictionary<Severity, int>.Empty;

    /// <summary>Other severities for rules and advisories, by id; ids are compared without case.</summary>
    public ImmutableDictionary<string, SeverityOverride> Overrides { get; init; } =
        ImmutableDictionary.Create<string, SeverityOverride>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Accepted findings, in the order written.</summary>
    public ImmutableArray<Waiver> Waivers { get; init; } = [];

    /// <summary>What it means when something could not be looked at.</summary>
    public IncompleteAction Incomplete { get; init; }

    /// <summary>What is asked of the advisory data.</summary>
    public AdvisoryPolicy Advisories { get; init; } = new();

    /// <summary>Whose word about the severity of a vulnerability counts, the best first; empty for the built-in order. What none of them rates is rated by that order.</summary>
    public ImmutableArray<SeveritySource> SeveritySources { get; init; } = [];

    /// <summary>What a Dockerfile and the files around it may say about rules.</summary>
    public DockerfilePolicy Dockerfile { get; init; } = new();

    /// <summary>How malware is looked for.</summary>
    public MalwarePolicy Malware { get; init; } = new();

    /// <summary>VEX documents to take into account, paths from the policy file's folder; empty for none.</summary>
    public ImmutableArray<string> Vex { get; init; } = [];

    /// <summary>When the end of support is worth saying.</summary>
    public EndOfLifePolicy EndOfLife { get; init; } = new();

    /// <summary>The registries that images may come from (<c>mcr.microsoft.com</c>, <c>docker.io/library</c>, <c>*.example.com</c>); empty when all may be used.</summary>
    public ImmutableArray<string> TrustedRegistries { get; init; } = [];

    /// <summary>The standards to report on: names from <see cref="ComplianceStandards.Known"/>, and paths of templates from the policy file's folder; empty for none.</summary>
    public ImmutableArray<string> Compliance { get; init; } = [];

    /// <summary>True when somebody named what blocks, so that nothing else fills the gap.</summary>
    internal bool NamesBlock { get; init; }

    /// <summary>Blocks from a severity on, whatever the policy says about severities; its lines about secrets, malware, end of life and
    /// known exploitation go on to hold. This is <c>--fail-on</c>.</summary>
    /// <param name="severity">The lowest severity that blocks.</param>
    /// <param name="onlyFixable">True to let a vulnerability without a known fix pass.</param>
    public GuardPolicy WithBlockSeverity(Severity severity, bool onlyFixable = false)
    {
        var bySeverity = new Threshold { Severity = severity, Fixable = onlyFixable ? true : null };
        return this with { NamesBlock = true, Block = [bySeverity, .. Block.Where(line => line.NamesTriggers).Select(line => line.WithoutSeverity())] };
    }
}

/// <summary>What it means when something could not be looked at.</summary>
public enum IncompleteAction
{
    /// <summary>The verdict is Incomplete: nobody can say Pass.</summary>
    Fail,

    /// <summary>It counts as a warning: chosen knowingly, and said in the reasons.</summary>
    Warn,
}

/// <summary>What a policy asks of the advisory data.</summary>
public sealed record AdvisoryPolicy
{
    /// <summary>Days after which advisory data is too old to judge by.</summary>
    public int MaxAgeDays { get; init; } = 7;

    /// <summary>The severity of a vulnerability that nobody has rated.</summary>
    public Severity Unrated { get; init; } = Severity.Medium;
}

/// <summary>What a Dockerfile and the files around it may say about rules.</summary>
public sealed record DockerfilePolicy
{
    /// <summary>What comments that switch rules off may do.</summary>
    public IgnoreComments IgnoreComments { get; init; }

    /// <summary>True when a <c>.hadolint.yaml</c> may ask for more, but neither ignore rules nor give them other severities.</summary>
    public bool HadolintTightensOnly { get; init; }
}

/// <summary>How malware is looked for; the command line may say otherwise.</summary>
public sealed record MalwarePolicy
{
    /// <summary>Lists of bad files, relative to the policy file until that is resolved; empty for none.</summary>
    public ImmutableArray<string> Hashes { get; init; } = [];

    /// <summary>Where clamd listens, <c>unix:PATH</c> or <c>tcp:HOST:PORT</c>; null for no engine.</summary>
    public string? Clamd { get; init; }

    /// <summary>Which files of packages are compared with what the package manager recorded.</summary>
    public IntegrityMode Integrity { get; init; } = IntegrityMode.Changed;
}

/// <summary>When the end of support is worth saying.</summary>
public sealed record EndOfLifePolicy
{
    /// <summary>How many days ahead the end of support is reported; 0 for not before it has come.</summary>
    public int WarnDays { get; init; } = 90;
}

/// <summary>Another severity for a rule or an advisory.</summary>
/// <param name="Severity">The new severity; null turns it off: its findings are reported as suppressed.</param>
/// <param name="Source">The line that says so.</param>
public sealed record SeverityOverride(Severity? Severity, Location Source);
