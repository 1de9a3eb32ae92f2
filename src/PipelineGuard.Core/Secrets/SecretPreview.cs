using System.Text;

namespace PipelineGuard.Secrets;

/// <summary>What is shown of a secret: enough to find it again, nothing to use.</summary>
internal static class SecretPreview
{
    private const int MostShown = 4;
    private const int ShareShown = 4;

    /// <summary>The first characters, four at most and never more than a quarter, and an ellipsis.</summary>
    public static string Of(ReadOnlySpan<byte> secret)
    {
        int shown = Math.Min(MostShown, secret.Length / ShareShown);
        return Encoding.ASCII.GetString(secret[..shown]) + "…";
    }
}
