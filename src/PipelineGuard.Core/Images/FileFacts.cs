namespace PipelineGuard.Images;

/// <summary>What a layer says about a regular file before its content comes.</summary>
/// <param name="Path">Where it is in the image.</param>
/// <param name="Size">Bytes of its content.</param>
/// <param name="Mode">Permission bits, set-id and sticky bits included.</param>
/// <param name="UserId">Owner; -1 when not known.</param>
/// <param name="GroupId">Group; -1 when not known.</param>
internal readonly record struct FileFacts(ImagePath Path, long Size, int Mode, long UserId, long GroupId)
{
    private const int AnyExecute = 0b001_001_001;

    /// <summary>True when the analyser wants it because of its name (<see cref="IFileAnalyzer{T}.WantsName"/>), which is asked once for each file.</summary>
    public bool IsNamed { get; init; }

    /// <summary>True when somebody may execute it.</summary>
    public bool IsExecutable => (Mode & AnyExecute) != 0;
}
