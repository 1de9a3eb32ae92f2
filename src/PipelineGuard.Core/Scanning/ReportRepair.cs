using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning;

/// <summary>Carries out the edits of a JSON report: versions of packages at the lines that name them, and the base image to take.</summary>
public static class ReportRepair
{
    private const long LargestReport = 512L << 20;
    private const long LargestFile = 16 << 20;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

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
        var edits = ReadEdits(report);
        var files = new List<(string Path, byte[] Bytes)>();
        var told = new List<string>();
        foreach (var file in edits.GroupBy(edit => edit.Edit.Path, StringComparer.Ordinal).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var path = Inside(repository, file.Key);
            var source = SourceDecoder.Decode(ReadFile(path));
            var chosen = file.GroupBy(edit => (edit.Edit.Line, edit.Edit.Column)).SelectMany(Chosen).ToList();
            foreach (var edit in chosen)
            {
                var old = source[TextEdits.SpanOf(source, edit.Edit)].ToString();
                // A line that moved since holds something else at that place.
                if (!edit.IsPlain) throw new GuardException(Problems.BadUsage, $"{file.Key}({edit.Edit.Line},{edit.Edit.Column})", "What the report would write there is more than a name or a version.");
                if (!edit.MayReplace(old, LineAt(source, edit.Edit.Line), source.Text)) throw new GuardException(Problems.BadUsage, $"{file.Key}({edit.Edit.Line},{edit.Edit.Column})", "The file has changed since it was scanned: scan again.");
                told.Add($"{file.Key}({edit.Edit.Line},{edit.Edit.Column}): {edit.Package} {(edit.BroughtBy is null ? $"{old} → {edit.Edit.Text}" : $"pinned to {edit.Version}")}");
            }
            files.Add((path, SourceDecoder.Encode(TextEdits.Apply(source, Together(chosen)), source.Encoding)));
        }
        if (write) files.ForEach(file => Write(file.Path, file.Bytes));
        return [.. told];
    }

    // Several packages may be pinned behind the one that brings them, each once.
    private static IEnumerable<PackageEdit> Chosen(IEnumerable<PackageEdit> same) =>
        same.GroupBy(edit => edit.BroughtBy is null ? null : edit.Package, StringComparer.Ordinal).Select(Newest);

    private static IEnumerable<TextEdit> Together(IEnumerable<PackageEdit> chosen) =>
        chosen.GroupBy(edit => (edit.Edit.Line, edit.Edit.Column)).Select(place =>
            place.Count() == 1 ? place.First().Edit : place.First().Edit with { Text = PackageEdit.Closing + string.Concat(place.Select(edit => edit.Edit.Text[PackageEdit.Closing.Length..]).Distinct(StringComparer.Ordinal)) });

    private static string LineAt(SourceText source, int line)
    {
        var span = source.FullLine(line - 1);
        return source.Text.Substring(span.Start, span.Length);
    }

    private static PackageEdit Newest(IEnumerable<PackageEdit> same)
    {
        var all = same.ToList();
        var version = Reporting.FixedVersion.Covering([.. all.Select(edit => edit.Version).Distinct(StringComparer.Ordinal)], Reporting.FixedVersion.SchemeOf(all[0].Type));
        return all.Find(edit => edit.Version == version) ?? all[0];
    }

    private static List<PackageEdit> ReadEdits(string report)
    {
        try
        {
            using var stream = new FileStream(report, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > LargestReport) throw new GuardException(Problems.BadUsage, report, "The report is too large.");
            using var json = JsonDocument.Parse(stream, Options);
            var edits = json.RootElement.GetProperty("findings").EnumerateArray().SelectMany(EditsOf);
            return [.. json.RootElement.TryGetProperty("plan", out var plan) ? edits.Concat(plan.EnumerateArray().SelectMany(EditsOfPlan)) : edits];
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new GuardException(Problems.BadUsage, report, "It is no JSON report of PipelineGuard ('scan -o json=FILE' writes one).", broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.TargetNotFound, report, failure.Message, failure);
        }
    }

    private static IEnumerable<PackageEdit> EditsOf(JsonElement finding)
    {
        bool isPackage = finding.TryGetProperty("package", out var package) && finding.TryGetProperty("fix", out var fix) && fix.TryGetProperty("version", out _);
        if (!isPackage || finding.GetProperty("state").ValueEquals("waived")) yield break;
        var bringer = BringerOf(finding);
        foreach (var edit in finding.GetProperty("fix").GetProperty("edits").EnumerateArray())
        {
            yield return new(EditOf(edit), Text(package, "type"), Text(package, "name"), Text(package, "version"), VersionOf(finding.GetProperty("fix"))) { BroughtBy = bringer };
        }
    }

    // "comes with X 1.2".
    private static string? BringerOf(JsonElement finding) =>
        finding.TryGetProperty("attribution", out var attribution) && attribution.GetProperty("method").ValueEquals("transitive") && attribution.TryGetProperty("via", out var via)
            ? via.GetString()!.Split(' ').ElementAtOrDefault(2)
            : null;

    private static IEnumerable<PackageEdit> EditsOfPlan(JsonElement change)
    {
        if (change.TryGetProperty("edit", out var edit)) yield return new(EditOf(edit), "", "base image", Text(change, "replaces"), Text(edit, "text")) { IsWhole = true };
    }

    private static TextEdit EditOf(JsonElement edit) => new(
        Text(edit, "path"), edit.GetProperty("line").GetInt32(), edit.GetProperty("column").GetInt32(), edit.GetProperty("endLine").GetInt32(), edit.GetProperty("endColumn").GetInt32(), Text(edit, "text"));

    private static string VersionOf(JsonElement fix) => Text(fix, fix.TryGetProperty("cleanVersion", out _) ? "cleanVersion" : "version");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

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

    private static readonly SearchValues<char> Special = SearchValues.Create("\"'<>&\r\n\0");

    private sealed record PackageEdit(TextEdit Edit, string Type, string Package, string Installed, string Version)
    {
        /// <summary>The end of an element, behind which another one is put.</summary>
        public const string Closing = "/>";

        /// <summary>True when all of what is replaced is known, not only a version in it.</summary>
        public bool IsWhole { get; init; }

        /// <summary>For what is pinned: who brings it, and stands in the line; null for a version that is written.</summary>
        public string? BroughtBy { get; init; }

        /// <summary>False when the file is not what it was: something else stands there, or what would be put there stands in it already.</summary>
        public bool MayReplace(string old, string line, string text) =>
            BroughtBy is { Length: > 0 } bringer ? old == Closing && line.Contains($"\"{bringer}\"", StringComparison.OrdinalIgnoreCase) && !text.Contains(Edit.Text[Closing.Length..].Trim(), StringComparison.OrdinalIgnoreCase)
            : IsWhole ? old == Installed : old.EndsWith(Installed, StringComparison.Ordinal) || IsVersion(old);

        /// <summary>False for a text that would be more than a version, a name or a pin where it is written: a report may come from anywhere.</summary>
        public bool IsPlain => BroughtBy is null
            ? !Edit.Text.AsSpan().ContainsAny(Special)
            : Edit.Text.StartsWith(Closing, StringComparison.Ordinal) && Array.Exists(Pins, pin => Edit.Text[Closing.Length..].TrimStart() == pin) && !Package.AsSpan().ContainsAny(Special) && !Version.AsSpan().ContainsAny(Special);

        private string[] Pins =>
        [
            $"<PackageReference Include=\"{Package}\" Version=\"{Version}\" />", $"<PackageReference Include=\"{Package}\" />", $"<PackageVersion Include=\"{Package}\" Version=\"{Version}\" />",
        ];

        private static bool IsVersion(string text) => text.TrimStart('^', '~', '=', '>', 'v', ' ') is [>= '0' and <= '9', ..] && !text.AsSpan().ContainsAny('\n', '"', '<');
    }
}
