using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using PipelineGuard.Secrets;
using PipelineGuard.Secrets.Rules;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Benchmarks;

/// <summary>The search for secrets in 16 MB of a package list: with few rules and with all, in text without hits and with many.</summary>
[MemoryDiagnoser]
public class SecretBenchmarks
{
    private byte[] _text = [];
    private SecretRuleIndex _index = SecretRuleIndex.Of(SecretRules.All);

    [Params(50, 100, 200, int.MaxValue)]
    public int Rules { get; set; }

    /// <summary>Assignments that look like secrets and are none, in each megabyte.</summary>
    [Params(0, 100, 10_000)]
    public int Hits { get; set; }

    [GlobalSetup]
    public void MakeText()
    {
        _text = SecretText.PackageList(megabytes: 16, Hits);
        _index = SecretRuleIndex.Of([.. SecretRules.All.Take(Rules)]);
    }

    [Benchmark(Baseline = true)]
    public int Keywords()
    {
        var sink = new Counter();
        _index.Search.Search(_text, 0, _text.Length, ref sink);
        return sink.Count;
    }

    [Benchmark]
    public int Scanner() => new SecretScanner(_index).Scan(new SecretSource("app/packages.txt"), _text).Length;

    private struct Counter : IKeywordSink
    {
        public int Count { get; private set; }

        public void Found(int keyword, int start) => Count++;
    }
}

/// <summary>Text as package managers keep it, the same each time.</summary>
internal static class SecretText
{
    private static readonly string[] Words =
        "library for the and with development files shared runtime documentation tools common data python perl ruby java utilities support package server client module interface system network terminal graphics console fonts".Split(' ');

    /// <summary>Entries of a package list, with a number of assignments in each megabyte that bring rules to run and are no secrets.</summary>
    public static byte[] PackageList(int megabytes, int hits)
    {
        uint state = 1;
        var text = new StringBuilder(megabytes << 20);
        long next = 0;
        for (int number = 0; text.Length < megabytes << 20; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Package: lib{Word()}{number}-{Word()}\nVersion: {Next(9)}.{Next(30)}.{Next(99)}-{Next(9)}+deb12u{Next(9)}\n");
            text.Append(CultureInfo.InvariantCulture, $"Filename: pool/main/l/lib{Word()}/lib{Word()}_{Next(99)}_amd64.deb\nSize: {Next(1 << 24)}\nDescription: {Word()} {Word()}\n");
            text.Append(' ').AppendJoin(' ', Enumerable.Range(0, 40).Select(_ => Word())).Append(".\n\n");
            for (; hits > 0 && next < text.Length; next += (1 << 20) / hits) text.Append("api_key = settings.api_key\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());

        string Word() => Words[Next(Words.Length)];

        // The same numbers each time (Numerical Recipes' generator).
        int Next(int bound) => (int)(((state = (state * 1664525) + 1013904223) >> 8) % bound);
    }
}
