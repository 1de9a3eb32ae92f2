namespace PipelineGuard.Packages.Catalogers.Executables;

/// <summary>A part of a program file.</summary>
/// <param name="Name">The section's name; empty for a segment, which has none that tells anything.</param>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Size">Its bytes in the file; never reaches beyond the end.</param>
internal readonly record struct ProgramPart(string Name, long Offset, long Size)
{
    /// <summary>Where it begins in memory, before the loader moves the program; null for what is not loaded.</summary>
    public ulong? Address { get; init; }

    /// <summary>True when the program may change it while it runs: where its variables are.</summary>
    public bool IsWritable { get; init; }
}
