using System.Globalization;
using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers;

/// <summary>Reports the damaged places of one file, as PG3001; the first few only, because a hostile file may have millions.</summary>
/// <param name="file">The file being read.</param>
/// <param name="log">Takes the problems.</param>
internal sealed class DamageLog(ImagePath file, IScanLog log)
{
    private const int MaxReports = 10;
    private int _reported;

    /// <summary>True once something was reported.</summary>
    public bool HasReports => _reported > 0;

    /// <summary>Reports that a file ends where its format does not.</summary>
    public void CutShort(int line) => Add(line, "The file is cut short; what stood behind this line is not known.");

    /// <summary>Reports one place.</summary>
    /// <param name="line">Counted from 1; null when the format has no lines.</param>
    /// <param name="detail">What is wrong there, in one sentence.</param>
    public void Add(int? line, string detail)
    {
        if (++_reported <= MaxReports) log.Report(new(Problems.PackageDataDamaged, Place(line), detail));
        if (_reported == MaxReports + 1) log.Report(new(Problems.PackageDataDamaged, Place(line: null), $"There are more damaged places than the first {MaxReports}."));
    }

    /// <summary>Says something about the whole file that is no damage.</summary>
    public void Note(ProblemInfo problem, string detail) => log.Report(new(problem, file.Value, detail));

    /// <summary>What is to be said if nothing else tells what the file holds; null when its packages are listed.</summary>
    public ScanProblem? UnlistedPackages { get; private set; }

    /// <summary>Says that the file holds packages that cannot be listed. Not reported yet: the operating system's package manager may know what the file is.</summary>
    public void Unlisted(ProblemInfo problem, string detail) => UnlistedPackages = new(problem, file.Value, detail);

    private string Place(int? line) => line is { } number ? string.Create(CultureInfo.InvariantCulture, $"{file}({number})") : file.Value;
}
