namespace PipelineGuard.Packages;

/// <summary>How sure it is that a package is in the image, the surest first.</summary>
public enum PackageEvidence
{
    /// <summary>A record of its installation, or what its build wrote into it.</summary>
    Installed,

    /// <summary>A lock file says that it was to be installed, and nothing in the image shows the installation.</summary>
    LockFile,

    /// <summary>A file is named like it.</summary>
    FileName,

    /// <summary>A text inside a program looks like its version.</summary>
    VersionText,
}
