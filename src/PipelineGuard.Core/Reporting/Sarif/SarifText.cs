using PipelineGuard.Findings;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>Text of any origin for SARIF.</summary>
internal static class SarifText
{
    /// <summary>Text for a <c>message</c>: one line, no longer than a limit, and without the <c>](</c> that makes a link (SARIF 2.1.0 §3.11.6).</summary>
    public static string Plain(string? text, int limit) => SafeText.OneLine(text?.Replace("](", "] (", StringComparison.Ordinal), limit);

    /// <summary>A name that tells things apart, so what is cut off or made safe lives on as a hash.</summary>
    public static string Identity(string text, int limit)
    {
        var safe = SafeText.OneLine(text, limit);
        return safe == text ? safe : $"{SafeText.OneLine(text, limit - 17)}~{Fingerprint.Of(new RuleId(text), null, "")}";
    }

    /// <summary>A title as the identifier that SARIF wants for a name: <c>Pin the base image</c> becomes <c>PinTheBaseImage</c>.</summary>
    public static string PascalCase(string title, int limit)
    {
        var words = title.Split([.. title.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return name.Length <= limit ? name : name[..limit];
    }
}
