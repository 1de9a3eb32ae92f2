using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles;

/// <summary>
/// A <c>.dockerignore</c> file: which files of a context are kept from the build. The last line that matches a path, or a folder above it,
/// decides (Docker documentation, "Build context", ".dockerignore files").
/// </summary>
internal sealed class DockerIgnore
{
    private readonly ImmutableArray<(ContextPattern Pattern, bool IsException)> _rules;

    private DockerIgnore(ImmutableArray<(ContextPattern, bool)> rules) => _rules = rules;

    /// <summary>Ignores nothing.</summary>
    public static DockerIgnore Empty { get; } = new([]);

    /// <summary>Reads the text of the file. Lines that mean nothing, such as a lone <c>!</c>, are left out.</summary>
    public static DockerIgnore Parse(string text)
    {
        var rules = ImmutableArray.CreateBuilder<(ContextPattern, bool)>();
        foreach (var line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            // Only in the first column: " #x" is a file's name.
            if (line.StartsWith("#")) continue;
            var pattern = line.Trim();
            bool isException = pattern.StartsWith("!");
            if (isException) pattern = pattern[1..].Trim();
            if (!pattern.IsEmpty) rules.Add((ContextPattern.Parse(pattern.ToString()), isException));
        }
        return new(rules.DrainToImmutable());
    }

    /// <summary>True when a path is kept from the build.</summary>
    /// <param name="path">Relative to the context, with forward slashes.</param>
    public bool Ignores(string path)
    {
        for (int i = _rules.Length - 1; i >= 0; i--)
        {
            if (_rules[i].Pattern.Matches(path)) return !_rules[i].IsException;
        }
        return false;
    }
}
