using System.Globalization;
using PipelineGuard.MSBuild.Messages;

namespace PipelineGuard.MSBuild.Incremental;

/// <summary>
/// What one check learned and what it depends on, kept beside the project's other intermediate files: a build in which nothing changed shows the
/// same lines again without reading anything but this. Plain lines of fields, because a JSON reader alone would cost more than the whole check may.
/// </summary>
internal sealed record CheckRecord
{
    private const string Format = "PipelineGuard check 1";

    /// <summary>What the user said and the day: another key is another question.</summary>
    public required string Key { get; init; }

    /// <summary>The outcome, as a word.</summary>
    public required string Verdict { get; init; }

    /// <summary>The exit code that belongs to it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Files and what they were (<see cref="InputState"/>).</summary>
    public required IReadOnlyList<(string Path, string State)> Files { get; init; }

    /// <summary>Folders and the names in them (<see cref="FolderNames"/>).</summary>
    public required IReadOnlyList<(string Path, string State)> Folders { get; init; }

    /// <summary>The reports that were written and must still be there.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>What was shown.</summary>
    public required IReadOnlyList<BuildMessage> Messages { get; init; }

    /// <summary>True when the same question would get the same answer.</summary>
    public bool StillHolds(string key) =>
        Key == key && Outputs.All(File.Exists) && Files.All(file => InputState.Of(file.Path) == file.State) && Folders.All(folder => FolderNames.Summary(folder.Path) == folder.State);

    /// <summary>Reads what <see cref="Write"/> wrote; null when it is not there or not whole.</summary>
    public static CheckRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllLines(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException or InvalidOperationException)
        {
            // Then the check runs again, and says so if it cannot write.
            return null;
        }
    }

    /// <summary>Writes beside the file first, so that a build that is stopped leaves the old one or the new one.</summary>
    public void Write(string path)
    {
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllLines(unfinished, Lines());
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private IEnumerable<string> Lines()
    {
        yield return Format;
        yield return Row("key", Key);
        yield return Row("verdict", Verdict, Text(ExitCode));
        foreach (var (path, state) in Files) yield return Row("file", state, path);
        foreach (var (path, state) in Folders) yield return Row("folder", state, path);
        foreach (var path in Outputs) yield return Row("output", path);
        foreach (var m in Messages) yield return Row("message", Text((int)m.Level), m.Code, Text(m.Line), Text(m.Column), m.File, m.Text);
        yield return "end";
    }

    private static CheckRecord? Parse(string[] lines)
    {
        if (lines is not [Format, _, _, .., "end"]) return null;
        var rows = lines[1..^1].Select(line => line.Split('\t').Select(Unescape).ToArray()).ToLookup(row => row[0]);
        var verdict = rows["verdict"].Single();
        return new()
        {
            Key = rows["key"].Single()[1],
            Verdict = verdict[1],
            ExitCode = Number(verdict[2]),
            Files = [.. rows["file"].Select(row => (row[2], row[1]))],
            Folders = [.. rows["folder"].Select(row => (row[2], row[1]))],
            Outputs = [.. rows["output"].Select(row => row[1])],
            Messages = [.. rows["message"].Select(row => new BuildMessage((MessageLevel)Number(row[1]), row[2], row[5], row[6]) { Line = Number(row[3]), Column = Number(row[4]) })],
        };
    }

    private static string Row(params string[] fields) => string.Join('\t', fields.Select(Escape));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\t", "%09", StringComparison.Ordinal)
        .Replace("\n", "%0a", StringComparison.Ordinal).Replace("\r", "%0d", StringComparison.Ordinal);

    private static string Unescape(string text) => text.Contains('%', StringComparison.Ordinal)
        ? text.Replace("%0d", "\r", StringComparison.Ordinal).Replace("%0a", "\n", StringComparison.Ordinal).Replace("%09", "\t", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal)
        : text;
}
