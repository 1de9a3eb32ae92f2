using System.Security.Cryptography;
using System.Text;

namespace PipelineGuard.Reporting.Html;

/// <summary>The style and the script that stand in every report, and the rule by which a browser runs them and nothing else.</summary>
internal static class HtmlParts
{
    /// <summary>The style.</summary>
    public static string Style { get; } = Read("report.css");

    /// <summary>The script.</summary>
    public static string Script { get; } = Read("report.js");

    /// <summary>Content Security Policy Level 3: no network, no frames, only this style and this script, named by their hashes.</summary>
    public static string SecurityPolicy { get; } = $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using var stream = typeof(HtmlParts).Assembly.GetManifestResourceStream($"PipelineGuard.Reporting.Html.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
