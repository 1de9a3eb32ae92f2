using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>One thing to look for in a Dockerfile. A rule keeps no state: the same object judges many files, on many threads.</summary>
internal abstract class DockerfileRule
{
    // Enough to tell two places apart; a finding on a huge instruction must not cost its size each time.
    private const int FingerprintLength = 400;

    /// <summary>What the rule says about itself.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>Where the examples of a rule that looks at the surroundings stand; others need none.</summary>
    public virtual DockerfileContext ExampleContext => DockerfileContext.Empty;

    /// <summary>Reports what it finds in a file; the order does not matter.</summary>
    public abstract IEnumerable<Finding> Check(Dockerfile file);

    /// <summary>The same, with what is known about the surroundings.</summary>
    public virtual IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context) => Check(file);

    /// <summary>A finding at a place in the file.</summary>
    protected Finding At(Dockerfile file, ISyntax place, string message) => At(file, place.Span, message);

    /// <inheritdoc cref="At(Dockerfile, ISyntax, string)"/>
    protected Finding At(Dockerfile file, TextSpan span, string message)
    {
        var (start, end) = (file.Source.PositionOf(span.Start), file.Source.PositionOf(span.End));
        var id = new RuleId(Info.Id);
        return new()
        {
            Rule = id,
            Kind = FindingKind.Dockerfile,
            Severity = Info.Severity,
            Title = Info.Title,
            Message = RepeatedText.Of(message),
            Location = new(LocationKind.Source, file.Path) { Line = start.Line, Column = start.Column, EndLine = end.Line, EndColumn = end.Column },
            Target = file.Name,
            Fingerprint = RepeatedText.Of(Fingerprint.Of(id, Normalized(file.Source[span], stackalloc char[FingerprintLength]), file.Name)),
        };
    }

    /// <summary>A finding that the rule can repair by itself.</summary>
    protected Finding At(Dockerfile file, ISyntax place, string message, Fix fix) => At(file, place, message) with { Fix = fix };

    // White space and line breaks do not count: a finding stays the same when somebody indents its line.
    private static ReadOnlySpan<char> Normalized(ReadOnlySpan<char> text, Span<char> result)
    {
        int length = 0;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c)) continue;
            result[length++] = c;
            if (length == result.Length) break;
        }
        return result[..length];
    }
}

/// <summary>A rule that needs to know something besides the file: the build context, a list of registries, support dates.</summary>
internal abstract class ContextRule : DockerfileRule
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Check(Dockerfile file) => Check(file, DockerfileContext.Empty);

    /// <inheritdoc/>
    public abstract override IEnumerable<Finding> Check(Dockerfile file, DockerfileContext context);
}
