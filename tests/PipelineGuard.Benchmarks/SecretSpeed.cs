using System.Diagnostics;
using System.Globalization;
using PipelineGuard.Secrets;
using PipelineGuard.Secrets.Rules;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Benchmarks;

/// <summary>Prints how fast one thread searches for secrets: keywords alone and the whole scanner, by the number of rules and of hits.</summary>
internal static class SecretSpeed
{
    private const int Megabytes = 64;
    private const double LeastGigabytes = 1;

    /// <summary>Runs it; 1 when the search for keywords in text without hits is slower than a gigabyte a second.</summary>
    /// <param name="file">A file to search instead of made text; null for made text.</param>
    public static int Run(string? file)
    {
        bool isFast = true;
        Console.WriteLine("rules   hits/MB   keywords GB/s   scanner GB/s");
        foreach (int hits in file is null ? new[] { 0, 100, 10_000 } : [0])
        {
            var text = file is null ? SecretText.PackageList(Megabytes, hits) : File.ReadAllBytes(file);
            foreach (int rules in new[] { 50, 100, 200, SecretRules.All.Length })
            {
                var index = SecretRuleIndex.Of([.. SecretRules.All.Take(rules)]);
                double keywords = Speed(text, () => Search(index.Search, text)), scanner = Speed(text, () => new SecretScanner(index).Scan(new SecretSource("app/packages.txt"), text));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rules,5} {hits,9} {keywords,15:F2} {scanner,14:F2}"));
                isFast &= hits > 0 || file is not null || keywords >= LeastGigabytes;
            }
        }
        return isFast ? 0 : 1;
    }

    // Gigabytes a second; the best of several times, as others use the machine, too.
    private static double Speed(byte[] text, Action search)
    {
        var best = TimeSpan.MaxValue;
        for (int i = 0; i < 7; i++)
        {
            var watch = Stopwatch.StartNew();
            search();
            if (watch.Elapsed < best) best = watch.Elapsed;
        }
        return text.Length / best.TotalSeconds / 1e9;
    }

    private static void Search(KeywordSearch search, byte[] text)
    {
        var sink = new Nothing();
        search.Search(text, 0, text.Length, ref sink);
    }

    private readonly struct Nothing : IKeywordSink
    {
        public void Found(int keyword, int start)
        {
        }
    }
}
