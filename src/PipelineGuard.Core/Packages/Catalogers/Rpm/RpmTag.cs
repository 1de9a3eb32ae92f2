namespace PipelineGuard.Packages.Catalogers.Rpm;

/// <summary>The tags that are read of a header (rpm.org, "RPM Tags").</summary>
internal enum RpmTag
{
    /// <summary>The package's name.</summary>
    Name = 1000,

    /// <summary>Its version, without epoch and release.</summary>
    Version = 1001,

    /// <summary>Its release: <c>16.el9_2</c>.</summary>
    Release = 1002,

    /// <summary>A number that outweighs the version; absent is zero.</summary>
    Epoch = 1003,

    /// <summary>Who built it: <c>Red Hat, Inc.</c>, <c>Fedora Project</c>.</summary>
    Vendor = 1011,

    /// <summary>An expression of licence names.</summary>
    License = 1014,

    /// <summary>The architecture: <c>x86_64</c>, <c>noarch</c>.</summary>
    Architecture = 1022,

    /// <summary>Whole paths, in packages older than the next three tags.</summary>
    OldFileNames = 1027,

    /// <summary>For each file its digest in hexadecimal digits; empty for folders, links and the like.</summary>
    FileDigests = 1035,

    /// <summary>For each file what it is: bits of <see cref="RpmFileFlags"/>.</summary>
    FileFlags = 1037,

    /// <summary>The file of the source package: <c>openssl-3.0.7-16.el9_2.src.rpm</c>.</summary>
    SourceRpm = 1044,

    /// <summary>What it provides: names of packages, shared libraries, files.</summary>
    ProvideName = 1047,

    /// <summary>What it needs, in the same way.</summary>
    RequireName = 1049,

    /// <summary>For each file what <c>rpm -V</c> compares; the first bit stands for its digest.</summary>
    FileVerifyFlags = 1045,

    /// <summary>For each file the number of its folder.</summary>
    DirIndexes = 1116,

    /// <summary>For each file its name.</summary>
    BaseNames = 1117,

    /// <summary>Folders, each with a slash behind.</summary>
    DirNames = 1118,

    /// <summary>The algorithm of the digests, by its number in OpenPGP (RFC 9580 §9.5); absent is MD5.</summary>
    FileDigestAlgorithm = 5011,

    /// <summary>The module and stream it was built for: <c>nodejs:18:8080020230825:63b34585</c>.</summary>
    ModularityLabel = 5096,
}
