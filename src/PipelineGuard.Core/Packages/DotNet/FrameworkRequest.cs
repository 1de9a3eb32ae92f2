namespace PipelineGuard.Packages.DotNet;

/// <summary>How far an application lets the host go for a framework (<c>rollForward</c> of <c>runtimeconfig.json</c>), least to most.</summary>
internal enum RollForward
{
    /// <summary>Exactly the version that is asked for.</summary>
    Disable,

    /// <summary>The latest patch of it.</summary>
    LatestPatch,

    /// <summary>The next minor version when its own is missing; what holds when nothing is said.</summary>
    Minor,

    /// <summary>The next major version when no minor one is there.</summary>
    Major,

    /// <summary>The latest minor version.</summary>
    LatestMinor,

    /// <summary>The latest version.</summary>
    LatestMajor,
}

/// <summary>
/// An application's need for a shared framework. It stands among what files record as a package that is not there yet: only the whole image
/// tells which version it gets.
/// </summary>
/// <param name="RollForward">How far it lets the host go.</param>
internal sealed record FrameworkRequest(RollForward RollForward);
