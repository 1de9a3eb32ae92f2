namespace PipelineGuard.Findings;

/// <summary>What may be told of a secret.</summary>
/// <param name="Preview">Its first characters, four at most, and an ellipsis.</param>
/// <param name="Hash">Sixteen hexadecimal digits that tell it from others and stay the same; made slowly and with salt, so that they help nobody to guess it.</param>
public sealed record SecretFacts(string Preview, string Hash);
