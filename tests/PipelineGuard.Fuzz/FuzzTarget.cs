using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Fuzz;

/// <summary>Something that reads hostile bytes.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Files">Where its corpus is: a folder of the tests, or a pattern for files in it.</param>
/// <param name="Read">Reads one input, and throws when something is wrong with the result.</param>
internal sealed record FuzzTarget(string Name, string Files, Action<byte[]> Read)
{
    /// <summary>Inputs that no file of the corpus holds.</summary>
    public ImmutableArray<string> Made { get; init; } = [];

    /// <summary>The same for formats that are no text; asked for only when the target runs.</summary>
    public Func<IEnumerable<byte[]>> MadeBytes { get; init; } = () => [];

    /// <summary>What it may throw, because its callers are told so; <see cref="GuardException"/> is an answer everywhere.</summary>
    public ImmutableArray<Type> Answers { get; init; } = [];

    /// <summary>True for an exception that is an answer to a bad input.</summary>
    public bool IsAnswer(Exception exception) => exception is GuardException || Answers.Any(type => type.IsInstanceOfType(exception));

    /// <summary>The inputs to begin with, in a fixed order.</summary>
    public IReadOnlyList<byte[]> Corpus()
    {
        var corpus = Stored().Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Concat(Made.Select(Encoding.UTF8.GetBytes)).Concat(MadeBytes()).Append([]).ToList();
        return corpus.Count > 1 ? corpus : throw new InvalidOperationException($"Target '{Name}' has no corpus.");
    }

    private IEnumerable<string> Stored()
    {
        if (Files.Length == 0) return [];
        var folder = Path.Combine(AppContext.BaseDirectory, Path.GetDirectoryName(Files)!);
        return Directory.EnumerateFiles(folder, Path.GetFileName(Files), SearchOption.AllDirectories).Where(file => !file.EndsWith(".expected", StringComparison.Ordinal));
    }
}
