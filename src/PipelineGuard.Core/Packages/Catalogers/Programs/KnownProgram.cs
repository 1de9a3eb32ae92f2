using System.Text;

namespace PipelineGuard.Packages.Catalogers.Programs;

/// <summary>A program that official images carry without a package, and how it tells its version.</summary>
/// <param name="Type">Its kind: <see cref="PackageType.Bitnami"/> where Bitnami's advisories name it, else <see cref="PackageType.Program"/>.</param>
/// <param name="Name">Its name in package URLs, and in Bitnami's advisories.</param>
/// <param name="Files">Names of files that hold the version; a <c>*</c> at the end stands for anything.</param>
/// <param name="Before">The text that stands right before the version.</param>
internal sealed record KnownProgram(PackageType Type, string Name, string[] Files, string Before)
{
    /// <summary>What must follow the version, such as a zero byte; empty for anything.</summary>
    public string After { get; init; } = "";

    /// <summary>True when <see cref="Before"/> is followed by the two numbers in the file's name (<c>3.12</c> of <c>libpython3.12.so.1.0</c>), which begin the version.</summary>
    public bool HasSeriesInName { get; init; }

    /// <summary>How many numbers a version has at least: fewer are the version of something else, such as a protocol.</summary>
    public int LeastNumbers { get; init; } = 2;

    /// <summary>The version as advisories write it, from what stands in the program; null when that is none.</summary>
    public Func<string, string?> Spell { get; init; } = ProgramVersion.Release;

    /// <summary>How the version is found where no text stands before it; null for all other programs. Gives null when it is not there.</summary>
    public Func<Stream, string?>? Find { get; init; }

    /// <summary>The version of a program; null when it does not tell.</summary>
    /// <param name="program">The file.</param>
    /// <param name="fileName">Its name, without the folder.</param>
    public string? VersionOf(Stream program, ReadOnlySpan<char> fileName)
    {
        if (Find is { } find) return find(program);
        var start = HasSeriesInName ? $"{ProgramVersion.SeriesIn(fileName)}." : "";
        foreach (var (before, after) in ProgramText.Around(program, Encoding.ASCII.GetBytes(Before + start), 1, ProgramVersion.MaxLength + 1 + After.Length))
        {
            if (HasSeriesInName && before is [.., (>= (byte)'0' and <= (byte)'9') or (byte)'.']) continue;
            if (ProgramVersion.At(after) is not { Length: > 0 } rest || !after.AsSpan(rest.Length).StartsWith(Encoding.ASCII.GetBytes(After))) continue;
            if (ProgramVersion.CountNumbers(start + rest) >= LeastNumbers && Spell(start + rest) is { } version) return version;
        }
        return null;
    }

    /// <summary>True for the name of a file that is to be read. Compares characters and nothing more.</summary>
    public bool IsNamed(ReadOnlySpan<char> fileName)
    {
        foreach (var pattern in Files)
        {
            bool matches = pattern.EndsWith('*') ? fileName.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : fileName.SequenceEqual(pattern);
            if (matches) return !HasSeriesInName || ProgramVersion.SeriesIn(fileName).Length > 0;
        }
        return false;
    }
}
