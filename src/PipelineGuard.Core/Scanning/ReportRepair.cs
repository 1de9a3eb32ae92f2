using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;
using PipelineGuard.Scanning.Repairs;

namespace PipelineGuard.Scanning;

/// <summary>Carries out the edits of a JSON report: versions of packages at the lines that name them, the base image to take, and upgrades of what it brings.</summary>
public static class ReportRepair
{
    private const long LargestFile = 16 << 20;

    /// <summary>The root of the repository that the working directory is in; the working directory where it is in none.</summary>
    public static string RepositoryHere => SourcePath.RepositoryOf(Path.Combine(Environment.CurrentDirectory, "file"));

    /// <summary>Edits the files, or only says what would be edited. Of several versions for one place the last in the order of versions wins.</summary>
    /// <param name="report">A JSON report.</param>
    /// <param name="repository">The folder that its paths count from.</param>
    /// <param name="write">False to leave the files as they are.</param>
    /// <returns>One sentence for each edit.</returns>
    /// <exception cref="GuardException">The report cannot be read, or a file is not what it was when it was scanned; nothing is written then.</exception>
    public static ImmutableArray<string> Run(string report, string repository, bool write)
    {
        var files = new List<(string Path, byte[] Bytes)>();
        var told = new List<string>();
        foreach (var file in ReportEditReader.Read(report).GroupBy(edit => edit.Edit.Path, StringComparer.Ordinal).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var path = Inside(repository, file.Key);
            var source = SourceDecoder.Decode(ReadFile(path));
            var chosen = file.GroupBy(edit => (edit.Edit.Line, edit.Edit.Column, edit.Key)).Select(Chosen).ToList();
            told.AddRange(chosen.Select(edit => Checked(edit, source)));
            files.Add((path, SourceDecoder.Encode(TextEdits.Apply(source, Together(chosen)), source.Encoding)));
        }
        if (write) files.ForEach(file => Write(file.Path, file.Bytes));
        return [.. told];
    }

    private static ReportEdit Chosen(IEnumerable<ReportEdit> same)
    {
        var all = same.ToList();
        if (all.TrueForAll(edit => edit is UpgradeEdit)) return UpgradeEdit.Together([.. all.Cast<UpgradeEdit>()]);
        return all.OfType<PackageEdit>().ToList() is { Count: > 0 } packages && packages.Count == all.Count ? PackageEdit.Newest(packages) : all[0];
    }

    private static string Checked(ReportEdit edit, SourceText source)
    {
        var place = $"{edit.Edit.Path}({edit.Edit.Line},{edit.Edit.Column})";
        var span = TextEdits.SpanOf(source, edit.Edit);
        var old = source[span].ToString();
        if (!edit.IsPlain(old)) throw new GuardException(Problems.BadUsage, place, "What the report would write there is more than a name or a version.");
        if (edit.Edit.Line > source.LineCount || !edit.MayReplace(source, span)) throw new GuardException(Problems.BadUsage, place, "The file has changed since it was scanned: scan again.");
        return $"{place}: {edit.Tell(old)}";
    }

    // Several packages may be pinned at one place.
    private static IEnumerable<TextEdit> Together(List<ReportEdit> chosen) =>
    [
        .. chosen.Where(edit => edit is not PinEdit).Select(edit => edit.Edit),
        .. chosen.OfType<PinEdit>().GroupBy(pin => (pin.Edit.Line, pin.Edit.Column, pin.Form)).Select(place => PinEdit.Together([.. place])),
    ];

    // A report may come from anywhere: what it names has to be a file of this repository, links included.
    private static string Inside(string repository, string path)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(repository)) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(root, path));
        for (var at = full; at is not null && at.Length > root.Length; at = Path.GetDirectoryName(at))
        {
            if (new FileInfo(at).LinkTarget is not null) throw new GuardException(Problems.BadUsage, path, "It is a link, and stays as it is.");
        }
        return full.StartsWith(root, StringComparison.Ordinal) ? full : throw new GuardException(Problems.BadUsage, path, "It lies outside of the repository.");
    }

    private static byte[] ReadFile(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new GuardException(Problems.TargetNotFound, path, "The report names it, but there is no such file: run in the repository that was scanned.");
        return file.Length <= LargestFile ? File.ReadAllBytes(path) : throw new GuardException(Problems.LimitReached, path, "The file is too large.");
    }

    private static void Write(string path, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.OutputFailed, path, failure.Message, failure);
        }
    }
}
