namespace PipelineGuard.Findings;

/// <summary>Whether a check could do its work on a target: without it, silence says nothing.</summary>
public enum ExaminationState
{
    /// <summary>It looked at everything it is about.</summary>
    Looked,

    /// <summary>The target has nothing of the kind: no SSH server, no file system before it is built.</summary>
    NothingThere,

    /// <summary>It would need to be told something: a list in the policy, a name, an option.</summary>
    Unknown,

    /// <summary>The policy switched it off.</summary>
    SwitchedOff,

    /// <summary>Something that it looks at could not be read.</summary>
    CouldNotLook,
}

/// <summary>What a check had before it on one target.</summary>
/// <param name="State">Whether it could look.</param>
/// <param name="What">What was looked at and how much of it (<c>19 accounts</c>), or why not, in a few words. May hold hostile text.</param>
internal readonly record struct Examination(ExaminationState State, string What)
{
    /// <summary>It looked at this.</summary>
    public static Examination Looked(string what) => new(ExaminationState.Looked, what);

    /// <summary>There is nothing to look at, for this reason.</summary>
    public static Examination NothingThere(string why) => new(ExaminationState.NothingThere, why);

    /// <summary>It cannot be told, for this reason.</summary>
    public static Examination Unknown(string why) => new(ExaminationState.Unknown, why);

    /// <summary>It could not be read, for this reason.</summary>
    public static Examination CouldNotLook(string why) => new(ExaminationState.CouldNotLook, why);
}
