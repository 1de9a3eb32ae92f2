using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Reporting;

/// <summary>Writes a report to a file that is either complete or not touched at all.</summary>
public static class ReportFile
{
    private static readonly UTF8Encoding Utf8WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes beside the file first and then renames, so that a reader never sees half a report. Replaces what stands there.</summary>
    /// <param name="path">The file; its folder must exist. Devices such as <c>/dev/stdout</c> are written to directly.</param>
    /// <param name="format">A name of <see cref="ReportFormats"/>.</param>
    /// <param name="report">What to write.</param>
    /// <exception cref="GuardException">There is no such format (PG1001), or the file cannot be written (PG6001).</exception>
    public static void Write(string path, string format, ScanReport report)
    {
        var write = ReportFormats.Get(format).Write;
        Write(path, writer => write(report, writer));
    }

    /// <summary>The same for whatever is written.</summary>
    internal static void Write(string path, Action<TextWriter> write)
    {
        if (path.Length == 0 || path.Contains('\0')) throw new GuardException(Problems.OutputFailed, path, "This is no file name.");
        try
        {
            if (IsDevice(path)) WriteTo(path, FileMode.Open, write);
            else Replace(Path.GetFullPath(path), write);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.OutputFailed, path, Phrases.Sentence(SafeText.OneLine(failure.Message)), failure);
        }
    }

    // Renaming over a device would replace it, for everybody.
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal);

    private static void Replace(string path, Action<TextWriter> write)
    {
        // A name nobody can guess, made with CreateNew: a link planted in a shared folder is not followed.
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            WriteTo(unfinished, FileMode.CreateNew, write);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static void WriteTo(string path, FileMode mode, Action<TextWriter> write)
    {
        using var file = new FileStream(path, mode, FileAccess.Write, FileShare.Read);
        using var writer = new StreamWriter(file, Utf8WithoutMark) { NewLine = "\n" };
        write(writer);
    }
}
