using PipelineGuard.Findings;

namespace PipelineGuard.Secrets;

/// <summary>A secret that was found. It does not hold the secret.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Preview">Four characters at most and an ellipsis.</param>
/// <param name="Hash">Tells the value again without telling what it is: see <see cref="SecretHash"/>.</param>
internal sealed record SecretHit(RuleInfo Rule, string Preview, string Hash)
{
    /// <summary>Where the secret begins in the text, in bytes.</summary>
    public long Start { get; init; }

    /// <summary>Its bytes.</summary>
    public int Length { get; init; }

    /// <summary>Where the secret begins, counted from 1; null in what has no lines.</summary>
    public int? Line { get; init; }

    /// <summary>The same, in UTF-16 units; null in what has no lines.</summary>
    public int? Column { get; init; }

    /// <summary>The file in an archive, behind the names of the archives on the way; null when it stands in the file itself.</summary>
    public string? Inside { get; init; }
}
