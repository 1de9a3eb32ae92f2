using System.Text;

namespace PipelineGuard.Packages;

/// <summary>The one spelling under which Python package names are compared (PEP 503, "Normalized Names").</summary>
internal static class PythonName
{
    /// <summary>Lower case, with every run of <c>-</c>, <c>_</c> and <c>.</c> as one dash.</summary>
    public static string Normalize(string name)
    {
        var text = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            if (!IsSeparator(name[i])) text.Append(char.ToLowerInvariant(name[i]));
            else if (i == 0 || !IsSeparator(name[i - 1])) text.Append('-');
        }
        return text.ToString();
    }

    private static bool IsSeparator(char c) => c is '-' or '_' or '.';
}
