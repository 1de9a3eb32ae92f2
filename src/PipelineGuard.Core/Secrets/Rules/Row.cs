using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Secrets.Matching;

namespace PipelineGuard.Secrets.Rules;

/// <summary>Makes rules of rows of a table: what differs stands in the row, what they share is said here.</summary>
internal static class Row
{
    // One of these stands in every name under which people keep a secret.
    private static readonly ImmutableArray<string> SecretWords = ["key", "token", "secret", "pass", "pwd", "auth", "credential", "pat"];

    private const string Rotate =
        "Revoke it where it was issued and issue another: whoever has the layer has it for good. Give the new one to the container when it runs, or to the build with RUN --mount=type=secret.";

    /// <summary>A token that is known by a part that always stands in it.</summary>
    /// <param name="id">Public id.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="what">What it is, in the plural: <c>GitHub personal access tokens</c>.</param>
    /// <param name="can">What its holder can do, behind "can".</param>
    /// <param name="shape">See <see cref="SecretShape"/>.</param>
    /// <param name="tags">Equivalents.</param>
    public static SecretRule Token(string id, Severity severity, string what, string can, string shape, params ImmutableArray<string> tags) =>
        Of(id, severity, what, can, new ShapeMatcher(shape), tags);

    /// <summary>A value that is known only by the name it is given to.</summary>
    /// <param name="id">Public id.</param>
    /// <param name="severity">How bad it is.</param>
    /// <param name="what">What it is, in the plural.</param>
    /// <param name="can">What its holder can do, behind "can".</param>
    /// <param name="names">Words of which one stands in the name, parted by bars. The name must also say that it is a secret.</param>
    /// <param name="shape">The value.</param>
    /// <param name="tags">Equivalents.</param>
    public static SecretRule Named(string id, Severity severity, string what, string can, string names, string shape, params ImmutableArray<string> tags)
    {
        ImmutableArray<string> words = [.. names.Split('|')];
        bool saysSo = words.All(word => SecretWords.Any(secret => word.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        return Of(id, severity, what, can, new NamedMatcher(words, shape, saysSo ? [] : SecretWords), tags);
    }

    /// <summary>Any other.</summary>
    public static SecretRule Of(string id, Severity severity, string what, string can, SecretMatcher matcher, params ImmutableArray<string> tags) =>
        new(
            id,
            () => new RuleInfo(id, $"Keep {what} out of images", severity)
            {
                Why = $"Whoever can pull the image can read every file of every layer, deleted ones too, and with this can {can}.",
                Fix = Rotate,
                Flags = matcher.Shapes,
                Allows = matcher.Harmless,
                Tags = [.. tags, "cwe:798"],
            },
            matcher);
}
