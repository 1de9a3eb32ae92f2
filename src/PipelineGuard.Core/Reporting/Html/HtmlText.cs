using System.Text.Encodings.Web;

namespace PipelineGuard.Reporting.Html;

/// <summary>Puts text of any origin into HTML so that it stays text.</summary>
internal static class HtmlText
{
    private const int NameLength = 300;
    private const int SentenceLength = 1_000;

    /// <summary>A name, for running text and for attributes in quotes.</summary>
    public static string Name(string? text) => HtmlEncoder.Default.Encode(SafeText.OneLine(text, NameLength));

    /// <summary>A sentence.</summary>
    public static string Sentence(string? text) => HtmlEncoder.Default.Encode(SafeText.OneLine(text, SentenceLength));
}
