using PipelineGuard.Attribution.Manifests.Pinning;
using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>Finds the lines that name packages in manifests that are read line by line.</summary>
internal static class LineManifests
{
    /// <summary>One line for each requirement of a <c>requirements*.txt</c> (pip documentation, "Requirements File Format").</summary>
    public static IEnumerable<ManifestLine> Requirements(SourceFile file)
    {
        // A version without its hash, or a package without one, makes pip refuse all of the file.
        bool isHashed = file.Source.Text.Contains("--hash", StringComparison.Ordinal);
        foreach (var (start, text) in file.Lines())
        {
            if (Requirement(file, start, text) is not { } requirement) continue;
            if (isHashed) yield return requirement with { VersionPlace = null, Bare = null };
            else yield return text.EndsWith('\\') ? requirement : requirement with { Beside = new(file, start + text.Length, "", PinForms.Requirement) };
        }
    }

    /// <summary>The requirements of a <c>pyproject.toml</c> (PEP 621, Poetry) and the packages of a <c>Pipfile</c>.</summary>
    public static IEnumerable<ManifestLine> PythonToml(SourceFile file)
    {
        var table = "";
        bool inList = false;
        foreach (var (start, text) in file.Lines())
        {
            var line = text.Trim();
            if (!inList && line is ['[', ..])
            {
                table = line.Trim('[', ']', ' ');
                continue;
            }
            bool isTable = table is "packages" or "dev-packages" || table.EndsWith(".dependencies", StringComparison.Ordinal) || table.EndsWith("dev-dependencies", StringComparison.Ordinal);
            if (!inList && isTable && table != "project" && Key(file, start, text, PackageType.PyPI) is { Name: not "python" } key)
            {
                yield return IsWhole(text) ? key with { Beside = new(file, start + text.Length, "", PinForms.PythonKey) } : key;
                continue;
            }
            bool begins = (table == "project" && line.StartsWith("dependencies", StringComparison.Ordinal)) || ((table is "project.optional-dependencies" or "dependency-groups") && line.Contains('[', StringComparison.Ordinal));
            inList |= begins;
            if (!inList) continue;
            foreach (var (at, quoted) in Quoted(text))
            {
                if (Requirement(file, start + at, quoted) is not { } requirement) continue;
                var indent = text[..(text.Length - text.TrimStart().Length)];
                yield return requirement with { Beside = new(file, start + at + quoted.Length + 1, indent, text[at - 1] == '"' ? PinForms.QuotedRequirement : PinForms.SingleQuotedRequirement) };
            }
            if (WithoutStrings(begins ? line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..] : line).Contains(']', StringComparison.Ordinal)) inList = false;
        }
    }

    /// <summary>The modules of a <c>go.mod</c>; the Go release it names stands for the standard library.</summary>
    public static IEnumerable<ManifestLine> GoMod(SourceFile file)
    {
        bool inBlock = false;
        foreach (var (start, text) in file.Lines())
        {
            var words = Words(text.Split("//", 2)[0]);
            if (words is [{ Text: ")" }, ..]) inBlock = false;
            else if (words is [{ Text: "require" }, { Text: "(" }, ..]) inBlock = true;
            else if (words is [{ Text: "require" }, var module, var version, ..]) yield return Line(file, start, PackageType.Go, module, version);
            else if (words is [{ Text: "toolchain" or "go" }, var release, ..]) yield return Line(file, start, PackageType.Go, (release.At, "stdlib", release.Text.Length), release);
            else if (inBlock && words is [var inner, var at, ..]) yield return Line(file, start, PackageType.Go, inner, at);
        }
    }

    /// <summary>The dependencies of a <c>Cargo.toml</c>, tables of their own and other names included.</summary>
    public static IEnumerable<ManifestLine> Cargo(SourceFile file)
    {
        var table = "";
        ManifestLine? own = null;
        foreach (var (start, text) in file.Lines())
        {
            var line = text.Trim();
            if (line is ['[', ..])
            {
                if (own is not null) yield return own;
                table = line.Trim('[', ']', ' ');
                // [dependencies.serde]
                own = table.LastIndexOf("dependencies.", StringComparison.Ordinal) is >= 0 and var dot
                    ? Line(file, start, PackageType.Cargo, (text.IndexOf('[', StringComparison.Ordinal), table[(dot + "dependencies.".Length)..].Trim('"'), line.Length), null)
                    : null;
                continue;
            }
            if (own is not null && Key(file, start, text, PackageType.Cargo) is { Spelling: "version" or "package" } member)
            {
                own = member.Spelling == "version" ? own with { Version = member.Version, VersionPlace = member.VersionPlace } : own with { Name = member.Version ?? own.Name };
                continue;
            }
            if (!table.EndsWith("dependencies", StringComparison.Ordinal) || Key(file, start, text, PackageType.Cargo) is not { } key) continue;
            var package = text.IndexOf("package", StringComparison.Ordinal) is > 0 and var at ? Quoted(text[at..]).Select(quoted => quoted.Text).FirstOrDefault() : null;
            yield return package is null ? key : key with { Name = package };
        }
        if (own is not null) yield return own;
    }

    /// <summary>The gems of a <c>Gemfile</c>.</summary>
    public static IEnumerable<ManifestLine> Gemfile(SourceFile file)
    {
        foreach (var (start, text) in file.Lines())
        {
            var line = text.TrimStart();
            if (!line.StartsWith("gem ", StringComparison.Ordinal) && !line.StartsWith("gem(", StringComparison.Ordinal)) continue;
            var quoted = Quoted(text).ToList();
            if (quoted.Count == 0) continue;
            var gem = Line(file, start, PackageType.Gem, (quoted[0].At, quoted[0].Text, quoted[0].Text.Length), quoted.Count > 1 ? (quoted[1].At, quoted[1].Text, quoted[1].Text.Length) : null);
            // Of several conditions another one may rule a newer version out.
            yield return quoted.Count > 2 && quoted[2].Text is ['<' or '>' or '=' or '~' or '!' or (>= '0' and <= '9'), ..] ? gem with { VersionPlace = null } : gem;
        }
    }

    private static ManifestLine? Requirement(SourceFile file, int start, string text)
    {
        int begin = text.Length - text.TrimStart().Length, end = begin;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.')) end++;
        if (end == begin || !char.IsAsciiLetterOrDigit(text[begin])) return null;
        var behind = text.AsSpan(end).TrimStart();
        if (!behind.IsEmpty && behind[0] is not ('[' or '=' or '<' or '>' or '~' or '!' or ';' or '#' or '@' or '(' or ',' or ' ')) return null;
        var line = Line(file, start, PackageType.PyPI, (begin, text[begin..end], end - begin), PythonVersion(text, end));
        return line.Version is null && BareEnd(text, end) is { } bare ? line with { Bare = new(file, start + bare, "", PinForms.LowestVersion) } : line;
    }

    // "==1.0" gives the version; of "~=1.0" and ">=1.0" the sign is a part. Several conditions are left to people, but for an exact one.
    private static (int At, string Text, int Length)? PythonVersion(string text, int end)
    {
        int stop = text.AsSpan(end).IndexOfAny(";#\\\"'") is >= 0 and var found ? end + found : text.Length;
        var conditions = text[end..stop];
        int sign = conditions.IndexOf("==", StringComparison.Ordinal), signLength = 0;
        bool isExact = sign >= 0;
        if (!isExact && !conditions.Contains(',', StringComparison.Ordinal)) (sign, signLength) = (conditions.AsSpan().IndexOfAny("~>") is >= 0 and var at && conditions.AsSpan(at).IndexOf("=") == 1 ? at : -1, 2);
        if (sign < 0) return null;
        int from = end + sign + (isExact ? 2 : 0), version = from + signLength;
        while (version < stop && text[version] is ' ' or '=') version++;
        int to = version;
        while (to < stop && text[to] is not (' ' or ',' or ')' or '\t')) to++;
        if (isExact) from = version;
        return to > version ? (from, text[from..to], to - from) : null;
    }

    // Behind the name and its extras, where nothing else follows but a marker or a remark.
    private static int? BareEnd(string text, int end)
    {
        if (end < text.Length && text[end] == '[')
        {
            end = text.IndexOf(']', end) + 1;
            if (end == 0) return null;
        }
        return text.AsSpan(end).TrimStart() is [] or [';', ..] or ['#', ..] ? end : null;
    }

    // Brackets that the line opens, it closes.
    private static bool IsWhole(string text)
    {
        var bare = WithoutStrings(text);
        return bare.Count(c => c is '[' or '{') == bare.Count(c => c is ']' or '}') && !text.Contains("\"\"\"", StringComparison.Ordinal) && !text.Contains("'''", StringComparison.Ordinal);
    }

    private static ManifestLine? Key(SourceFile file, int start, string text, PackageType type)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        var key = equals > 0 ? text[..equals].Trim().Trim('"', '\'') : "";
        // "serde.workspace = true"
        if (type == PackageType.Cargo) key = key.Split('.')[0];
        if (key.Length == 0 || key[0] == '#') return null;
        var version = Quoted(text[equals..]).Select(quoted => (At: quoted.At + equals, quoted.Text, quoted.Text.Length)).FirstOrDefault(quoted => quoted.Length > 0);
        return Line(file, start, type, (text.IndexOf(key, StringComparison.Ordinal), key, key.Length), version.Length > 0 ? version : null);
    }

    private static ManifestLine Line(SourceFile file, int start, PackageType type, (int At, string Text, int Length) name, (int At, string Text, int Length)? version) =>
        new(type, AdvisoryKey.LookupName(type, name.Text), file.Place(start + name.At, start + name.At + name.Length), ManifestRole.Requires)
        {
            Spelling = name.Text,
            Version = version?.Text,
            VersionPlace = version is { } at ? file.Place(start + at.At, start + at.At + at.Length) : null,
        };

    private static List<(int At, string Text, int Length)> Words(string text)
    {
        var words = new List<(int, string, int)>();
        for (int at = 0; at < text.Length;)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            int start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
            if (at > start) words.Add((start, text[start..at], at - start));
        }
        return words;
    }

    private static IEnumerable<(int At, string Text)> Quoted(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '#') yield break;
            if (text[at] is not ('"' or '\'')) continue;
            int end = text.IndexOf(text[at], at + 1);
            if (end < 0) yield break;
            yield return (at + 1, text[(at + 1)..end]);
            at = end;
        }
    }

    private static string WithoutStrings(string text)
    {
        foreach (var (_, quoted) in Quoted(text).Where(quoted => quoted.Text.Length > 0).ToList()) text = text.Replace(quoted, "", StringComparison.Ordinal);
        return text;
    }
}
