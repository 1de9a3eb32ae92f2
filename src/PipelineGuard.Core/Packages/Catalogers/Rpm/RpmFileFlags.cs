namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>What a file of a package is (rpm's <c>rpmfileAttrs</c>); the others do not matter here.</summary>
[Flags]
internal enum RpmFileFlags
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>A setting, which users are expected to change.</summary>
    Config = 1,

    /// <summary>Owned by the package but not in it: it comes to be later.</summary>
    Ghost = 1 << 6,
}
