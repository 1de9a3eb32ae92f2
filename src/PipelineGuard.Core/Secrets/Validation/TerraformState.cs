using System.Text;
using System.Text.RegularExpressions;

namespace PipelineGuard.Secrets.Validation;

/// <summary>The state of Terraform, version 4: JSON with all attributes of all resources in the clear.</summary>
internal static partial class TerraformState
{
    /// <summary>True when it says that some attribute is sensitive, or an attribute is called like a secret and has a value.</summary>
    public static bool HasSensitiveAttributes(ReadOnlyMemory<byte> content)
    {
        var text = Encoding.Latin1.GetString(content.Span);
        return Sensitive().IsMatch(text);
    }

    [GeneratedRegex("\"(?:sensitive_attributes\"\\s{0,9}:\\s{0,9}\\[\\s{0,99}[\\[{\"]|sensitive\"\\s{0,9}:\\s{0,9}true|(?:admin_|master_|db_)?password\"\\s{0,9}:\\s{0,9}\"[^\"]|private_key(?:_pem)?\"\\s{0,9}:\\s{0,9}\"[^\"])", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Sensitive();
}
