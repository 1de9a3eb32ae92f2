using PipelineGuard.Advisories.Feeds;
using PipelineGuard.Findings;

namespace PipelineGuard.Advisories;

/// <summary>Finds out which ecosystems a feed has.</summary>
internal static class EcosystemList
{
    private const int MaxCount = 1_000;
    private const int MaxLineLength = 256;

    /// <summary>The names in the feed's <c>ecosystems.txt</c>, else those that can be seen.</summary>
    /// <exception cref="GuardException">It has neither (PG4008), or cannot be reached (PG4006).</exception>
    public static async Task<IReadOnlyCollection<string>> ReadAsync(IAdvisoryFeed feed, IScanLog log, CancellationToken cancellation)
    {
        using var file = await feed.FetchAsync("ecosystems.txt", null, cancellation).ConfigureAwait(false);
        var names = file.Content is { } content ? Names(content, feed.Name, log) : feed.VisibleEcosystems;
        if (names.Count == 0) throw new GuardException(Problems.BadAdvisorySource, feed.Name, "It has no 'ecosystems.txt' and no folder with an 'all.zip'.");
        return names;
    }

    // "Debian:12" repeats what "Debian" holds; "[EMPTY]" is OSV's folder for records without a package.
    private static List<string> Names(Stream content, string subject, IScanLog log)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in Lines(content))
        {
            if (line.Length == 0 || line.Contains(':', StringComparison.Ordinal) || line == "[EMPTY]") continue;
            if (Ecosystem.IsName(line)) names.Add(line);
            else log.Report(new(Problems.BadAdvisory, subject, $"'{Osv.PlainText.OneLine(line, 80)}' in 'ecosystems.txt' is not the name of an ecosystem."));
            if (names.Count > MaxCount) throw new GuardException(Problems.BadAdvisorySource, subject, $"'ecosystems.txt' has more than {MaxCount} names.");
        }
        return [.. names];
    }

    private static IEnumerable<string> Lines(Stream content)
    {
        var buffer = new byte[MaxCount * MaxLineLength];
        int length = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length).Split('\n').Select(line => line.Trim());
    }
}
