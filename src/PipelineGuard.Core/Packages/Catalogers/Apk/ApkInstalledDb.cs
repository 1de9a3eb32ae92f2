using System.Collections.Immutable;

namespace PipelineGuard.Packages.Catalogers.Apk;

/// <summary>One package of apk's database.</summary>
internal sealed class ApkEntry
{
    /// <summary>The line it starts at, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary><c>P:</c>.</summary>
    public string? Name { get; set; }

    /// <summary><c>V:</c>, with the release (<c>-r0</c>).</summary>
    public string? Version { get; set; }

    /// <summary><c>A:</c>.</summary>
    public string? Architecture { get; set; }

    /// <summary><c>o:</c>, the package whose recipe built it; several packages share one.</summary>
    public string? Origin { get; set; }

    /// <summary><c>L:</c>, an expression of licence names.</summary>
    public string? License { get; set; }

    /// <summary><c>D:</c>, names only; what must not be installed beside it is left out.</summary>
    public ImmutableArray<string> DependsOn { get; set; } = [];

    /// <summary><c>p:</c>, names only: <c>so:libssl.so.3</c>, <c>cmd:openssl</c>.</summary>
    public ImmutableArray<string> Provides { get; set; } = [];

    /// <summary>The first line that is not <c>letter:value</c>; null when there is none.</summary>
    public int? GarbledLine { get; set; }
}

/// <summary>Reads <c>lib/apk/db/installed</c> (apk-package(5), "v2-index-character"): a letter, a colon and a value in each line; blank lines between packages.</summary>
internal static class ApkInstalledDb
{
    /// <summary>True for a place of the database: below <c>usr</c> where that is merged; beside it what apk 3 put on volumes of their own.</summary>
    /// <param name="path">As in <see cref="Images.ImagePath.Value"/>.</param>
    public static bool IsAt(ReadOnlySpan<char> path) =>
        path is "lib/apk/db/installed" or "usr/lib/apk/db/installed" or "lib/apk/db-uvol/installed" or "usr/lib/apk/db-uvol/installed";

    /// <summary>The entries in their order, up to <see cref="Plausibility.MaxEntries"/>. Never throws; what is missing is null.</summary>
    public static List<ApkEntry> Parse(ReadOnlySpan<byte> text)
    {
        var entries = new List<ApkEntry>();
        var names = new PackageNames();
        ApkEntry? entry = null;
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line))
        {
            if (line.IsEmpty)
            {
                entry = null;
                continue;
            }
            if (entry is null && entries.Count == Plausibility.MaxEntries) break;
            if (entry is null) entries.Add(entry = new() { Line = lines.Number });
            if (line is [var letter, (byte)':', .. var value]) Take((char)letter, value, entry, names);
            else entry.GarbledLine ??= lines.Number;
        }
        return entries;
    }

    /// <summary>Looks at every file of every package: <c>F:</c> names a folder, the <c>R:</c> lines behind it its files.</summary>
    public static void CollectFiles(ReadOnlySpan<byte> text, PathCollector paths)
    {
        ReadOnlySpan<byte> folder = default;
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line))
        {
            if (line is [(byte)'F', (byte)':', .. var path]) folder = path;
            else if (line is [(byte)'R', (byte)':', .. var name]) paths.Add(folder, name);
        }
    }

    private static void Take(char letter, ReadOnlySpan<byte> value, ApkEntry entry, PackageNames names)
    {
        switch (letter)
        {
            case 'P': entry.Name = Plausibility.Decode(value); break;
            case 'V': entry.Version = Plausibility.Decode(value); break;
            case 'A': entry.Architecture = Plausibility.Decode(value); break;
            case 'o': entry.Origin = Plausibility.Decode(value); break;
            case 'L': entry.License = Plausibility.Decode(value); break;
            case 'D': entry.DependsOn = Names(value, names); break;
            case 'p': entry.Provides = Names(value, names); break;
        }
    }

    // Words with a version or a repository behind: "so:libc.musl-x86_64.so.1=1", "busybox>=1.36", "python3~3.11", "foo@edge".
    private static ImmutableArray<string> Names(ReadOnlySpan<byte> words, PackageNames names)
    {
        foreach (var range in words.Split((byte)' '))
        {
            var word = words[range];
            int end = word.IndexOfAny("<>=~@"u8);
            if (!word.StartsWith((byte)'!')) names.Add(end < 0 ? word : word[..end]);
        }
        return names.Take();
    }
}
