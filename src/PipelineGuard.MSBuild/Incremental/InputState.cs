using System.Globalization;

namespace PipelineGuard.MSBuild.Incremental;

/// <summary>Tells whether a file is still the one that was looked at.</summary>
internal static class InputState
{
    /// <summary>Size and time of the last change; a text of its own for a file that is not there.</summary>
    public static string Of(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? string.Create(CultureInfo.InvariantCulture, $"{info.Length}:{info.LastWriteTimeUtc.Ticks}") : "none";
    }
}
