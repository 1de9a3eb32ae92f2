using System.Globalization;
using System.IO.Enumeration;

namespace PipelineGuard.MSBuild.Incremental;

/// <summary>Sums up which files a folder holds, in one number: rules about a build context look at names, not at what stands in the files.</summary>
internal static class FolderNames
{
    // Contexts with more files are not looked at by rules either.
    private const int MostEntries = 20_000;
    private const ulong FnvOffset = 14695981039346656037, FnvPrime = 1099511628211;

    // What every build changes; and what is large and never read file by file.
    private static readonly string[] Unseen = ["bin", "obj", ".vs"];
    private static readonly string[] Closed = [".git", "node_modules", .. Unseen];

    /// <summary>The same text as long as no file came, went or was renamed.</summary>
    /// <param name="folder">The folder; one that is not there gives a text of its own.</param>
    public static string Summary(string folder)
    {
        if (!Directory.Exists(folder)) return "none";
        int count = 0;
        ulong sum = 0;
        foreach (ulong hash in Hashes(Path.TrimEndingDirectorySeparator(folder)))
        {
            // A sum, because folders list their files in no order.
            sum = unchecked(sum + hash);
            if (++count > MostEntries) return "many";
        }
        return string.Create(CultureInfo.InvariantCulture, $"{count}:{sum:x16}");
    }

    private static FileSystemEnumerable<ulong> Hashes(string folder)
    {
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true, RecurseSubdirectories = true };
        return new(folder, (ref entry) => Hash(entry.Directory[folder.Length..], entry.FileName), options)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory || !Is(entry.FileName, Unseen),
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !Is(entry.FileName, Closed),
        };
    }

    private static bool Is(ReadOnlySpan<char> name, string[] names)
    {
        foreach (var candidate in names)
        {
            if (name.SequenceEqual(candidate)) return true;
        }
        return false;
    }

    private static ulong Hash(ReadOnlySpan<char> folder, ReadOnlySpan<char> name) => Hash(Hash(Hash(FnvOffset, folder), "/"), name);

    private static ulong Hash(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (char unit in text) hash = unchecked((hash ^ unit) * FnvPrime);
        return hash;
    }
}
