using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks in the history for ADD where COPY would do.</summary>
internal sealed class CopyInsteadOfAdd : ImageRule
{
    public override RuleInfo Info { get; } = new("PGI007", "Copy files instead of adding them", Severity.Low)
    {
        Why = "ADD fetches addresses and unpacks archives; what arrives that way is seldom checked.",
        Fix = "Use COPY; for downloads ADD --checksum, or RUN with a checked hash.",
        Flags = ["RUN base\nADD file:2f3a in /app/", "RUN base\nADD https://example.com/tool /usr/bin/tool"],
        Allows = ["ADD file:2f3a in /\nCOPY file:11aa in /app/", "RUN base\nADD --checksum=sha256:24454f83 https://example.com/tool /usr/bin/tool"],
        Tags = ["cis-docker:4.9", "dockle:CIS-DI-0009"],
    };

    public override Examination Examine(ImageFacts image) => Examined.History(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from layer in image.Layers
        where layer.Facts.Index > 0 && AddOf(layer.Facts.CreatedBy) is { } what && !what.Contains("--checksum", StringComparison.Ordinal)
        select At(image, layer, $"Layer {layer.Facts.Index} was made by ADD.");

    // The first layer of every base is an archive that was added. Old builders write "/bin/sh -c #(nop) ADD file:… in /app".
    private static string? AddOf(string? createdBy)
    {
        var text = createdBy?.Replace("/bin/sh -c #(nop) ", "", StringComparison.Ordinal).TrimStart();
        return text?.StartsWith("ADD ", StringComparison.Ordinal) is true && !text.EndsWith(" in / ", StringComparison.Ordinal) && !text.Contains("rootfs", StringComparison.Ordinal) ? text : null;
    }
}
