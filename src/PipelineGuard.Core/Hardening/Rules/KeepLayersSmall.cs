using PipelineGuard.Findings;

namespace PipelineGuard.Hardening.Rules;

/// <summary>Looks for bytes that later layers hide.</summary>
internal sealed class KeepLayersSmall : ImageRule
{
    private const long WorthSaying = 50 << 20;

    public override RuleInfo Info { get; } = new("PGI034", "Keep what is deleted out of the layers", Severity.Info)
    {
        Why = "A file that a later instruction deletes or replaces is still downloaded with every pull, and can still be read.",
        Fix = "Delete in the instruction that creates, or copy only the result from another stage.",
        Flags = ["RUN base\nfile 644 0 opt/big.bin 60000000*x\nRUN rm\ndelete opt/big.bin"],
        Allows = ["RUN base\nfile 644 0 opt/big.bin 60000000*x", "RUN base\nfile 644 0 opt/small.bin 1000*x\nRUN rm\ndelete opt/small.bin"],
        Tags = ["hadolint:DL3059"],
    };

    public override Examination Examine(ImageFacts image) => Examined.Layers(image);

    public override IEnumerable<Finding> Check(ImageFacts image) =>
        from layer in image.Layers
        let hidden = layer.Bytes - layer.VisibleBytes
        where hidden >= WorthSaying
        select At(image, layer, $"{hidden >> 20:N0} MiB of layer {layer.Facts.Index} ({layer.Bytes >> 20:N0} MiB) are deleted or replaced by later layers.");
}
