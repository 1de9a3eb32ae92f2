namespace PipelineGuard.Versions;

/// <summary>The parts of an Alpine version, from the one that may only come last to the one that comes first.</summary>
internal enum AlpineVersionPart
{
    /// <summary>From here on the text is no Alpine version.</summary>
    Unreadable,

    /// <summary>All was read.</summary>
    End,

    /// <summary><c>-r4</c>: which build of the package.</summary>
    Revision,

    /// <summary><c>~0a1b</c>: the commit it was built from.</summary>
    CommitHash,

    /// <summary>The number of a suffix.</summary>
    SuffixNumber,

    /// <summary><c>_rc</c> and the like.</summary>
    Suffix,

    /// <summary>One lower-case letter after the numbers.</summary>
    Letter,

    /// <summary>A number after a dot.</summary>
    Number,

    /// <summary>The number that starts the version.</summary>
    FirstNumber,
}
