using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds labels that should hold a licence as SPDX writes it (specification 3.0, annex "SPDX licence expressions") and do not.</summary>
internal sealed class LabelWithLicence() : LabelKindRule("spdx", "org.opencontainers.image.licenses")
{
    // What people write for a licence and SPDX does not know.
    private static readonly HashSet<string> NoIdentifiers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Apache", "Apache2", "Apache2.0", "ApacheV2", "BSD", "BSD3", "GPL", "GPLv2", "GPLv3", "GPL2", "GPL3", "LGPL", "LGPLv3", "AGPL", "AGPLv3",
        "MPL", "MPL2",
        "proprietary", "commercial", "private", "internal", "closed", "unknown", "none-yet", "license", "licence", "copyright",
    };

    public override RuleInfo Info { get; } = Describe(
        "PGD047", "an SPDX licence", "hadolint:DL3054",
        ["Apache License 2.0", "GPL", "MIT OR", "(MIT", "MIT Apache-2.0", "see LICENSE file!"],
        ["MIT", "Apache-2.0 OR MIT", "(GPL-2.0-only WITH Classpath-exception-2.0) AND BSD-3-Clause", "LicenseRef-Example", "GPL-2.0+"]);

    // Names and operators take turns; parentheses balance.
    protected override bool IsValid(string value)
    {
        int open = 0;
        bool wantsName = true;
        var spaced = value.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal);
        foreach (var token in spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token == "(" && wantsName) open++;
            else if (token == ")" && !wantsName && open > 0) open--;
            else if (token is "AND" or "OR" or "WITH" && !wantsName) wantsName = true;
            else if (wantsName && IsName(token)) wantsName = false;
            else return false;
        }
        return open == 0 && !wantsName;
    }

    private static bool IsName(string token) =>
        token is not ("AND" or "OR" or "WITH") && !NoIdentifiers.Contains(token) && token.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+' or ':');
}
