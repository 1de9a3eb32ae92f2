namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Reads paths of <c>WORKDIR</c>, <c>COPY</c> and their like, in which a part may be <see cref="Scope.Unknown"/>.</summary>
internal static class StagePath
{
    // The kernel takes no longer one (PATH_MAX).
    private const int LongestPath = 4096;

    /// <summary>True for a path from the root or a drive, and for one whose beginning only the build knows.</summary>
    public static bool MayBeAbsolute(string path) => path is ['/' or '\\' or Scope.Unknown, ..] or [_, ':', ..] or "";

    /// <summary>The path below a directory, without <c>.</c> and doubled or closing slashes; an absolute path stays what it is.</summary>
    public static string Combine(string directory, string path)
    {
        var parts = new List<string>();
        var full = MayBeAbsolute(path) ? path : $"{directory}/{path}";
        foreach (var part in full.Split('/', '\\'))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or "..")) parts.Add(part);
        }
        var combined = "/" + string.Join('/', parts);
        // Ever deeper WORKDIRs would make every instruction cost as much as all in front of it.
        return combined.Length <= LongestPath ? combined : $"/{Scope.Unknown}";
    }

    /// <summary>True for a folder and everything below it; both must have gone through <see cref="Combine"/>.</summary>
    public static bool IsWithin(string path, string folder) =>
        folder == "/" || path == folder || (path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/');
}
