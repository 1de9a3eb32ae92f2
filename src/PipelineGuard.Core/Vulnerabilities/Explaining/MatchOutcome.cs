namespace PipelineGuard.Vulnerabilities.Explaining;

/// <summary>How an advisory turns out for an installed package: the nearer it comes to a match, the further up it stands.</summary>
internal enum MatchOutcome
{
    /// <summary>It holds for the installed version.</summary>
    Affected,

    /// <summary>The installed version has the fix.</summary>
    Fixed,

    /// <summary>The installed version stands in none of the ranges, and behind no fix.</summary>
    OutsideRanges,

    /// <summary>The version cannot be placed among those of the advisory.</summary>
    VersionUnreadable,

    /// <summary>The package is not used: something else brings the same in another version.</summary>
    Superseded,

    /// <summary>The advisory is about another stream of the module, or about packages of no module.</summary>
    OtherStream,

    /// <summary>It announces an update that fixes no vulnerability.</summary>
    NoVulnerability,

    /// <summary>It is about other releases of the distribution, or about support channels that the image does not have.</summary>
    OtherRelease,

    /// <summary>Its source took it back.</summary>
    Withdrawn,

    /// <summary>It names a source package; the installed one is called so, but was built from another.</summary>
    OtherSource,

    /// <summary>It is about a package of that name in another ecosystem.</summary>
    OtherEcosystem,

    /// <summary>The package cannot be looked up: its distribution or release is unknown, or nobody publishes advisories for it.</summary>
    NotLookedUp,
}
