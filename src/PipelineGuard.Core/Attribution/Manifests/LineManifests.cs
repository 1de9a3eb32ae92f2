using PipelineGuard.Packages;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>Finds the lines that name packages in manifests that are read line by line.</summary>
internal static class LineManifests
{
    /// <summary>One line for each requirement of a <c>requirements*.txt</c> (pip documentation, "Requirements File Format").</summary>
    public static IEnumerable<ManifestLine> Requirements(SourceFile file) =>
        from line in file.Lines()
        let requirement = Requirement(file, line.Start, line.Text)
        where requirement is not null
        select requirement;

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
                yield return key;
                continue;
            }
            bool begins = (table == "project" && line.StartsWith("dependencies", StringComparison.Ordinal)) || ((table is "project.optional-dependencies" or "dependency-groups") && line.Contains('[', StringComparison.Ordinal));
            inList |= begins;
            if (!inList) continue;
            foreach (var (at, quoted) in Quoted(text))
            {
                if (Requirement(file, start + at, quoted) is { } requirement) yield return requirement;
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
        foreach (var (start, text) in file.Lines())
        {
            var line = text.Trim();
            if (line is ['[', ..])
            {
                table = line.Trim('[', ']', ' ');
                // [dependencies.serde]
                if (table.LastIndexOf("dependencies.", StringComparison.Ordinal) is >= 0 and var dot)
                    yield return Line(file, start, PackageType.Cargo, (text.IndexOf('[', StringComparison.Ordinal), table[(dot + "dependencies.".Length)..].Trim('"'), line.Length), null);
                continue;
            }
            if (!table.EndsWith("dependencies", StringComparison.Ordinal) || Key(file, start, text, PackageType.Cargo) is not { } key) continue;
            var package = text.IndexOf("package", StringComparison.Ordinal) is > 0 and var at ? Quoted(text[at..]).Select(quoted => quoted.Text).FirstOrDefault() : null;
            yield return package is null ? key : key with { Name = package };
        }
    }

    /// <summary>The gems of a <c>Gemfile</c>.</summary>
    public static IEnumerable<ManifestLine> Gemfile(SourceFile file)
    {
        foreach (var (start, text) in file.Lines())
        {
            var line = text.TrimStart();
            if (!line.StartsWith("gem ", StringComparison.Ordinal) && !line.StartsWith("gem(", StringComparison.Ordinal)) continue;
            var quoted = Quoted(text).ToList();
            if (quoted.Count > 0) yield return Line(file, start, PackageType.Gem, (quoted[0].At, quoted[0].Text, quoted[0].Text.Length), quoted.Count > 1 ? (quoted[1].At, quoted[1].Text, quoted[1].Text.Length) : null);
        }
    }

    private static ManifestLine? Requirement(SourceFile file, int start, string text)
    {
        int begin = text.Length - text.TrimStart().Length, end = begin;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.')) end++;
        if (end == begin || !char.IsAsciiLetterOrDigit(text[begin])) return null;
        var behind = text.AsSpan(end).TrimStart();
        if (!behind.IsEmpty && behind[0] is not ('[' or '=' or '<' or '>' or '~' or '!' or ';' or '#' or '@' or '(' or ',' or ' ')) return null;
        int version = text.IndexOf("==", end, StringComparison.Ordinal);
        (int, string, int)? written = null;
        if (version >= 0)
        {
            int from = version + 2 + (text.Length - version - 2 - text.AsSpan(version + 2).TrimStart("= ").Length), to = from;
            while (to < text.Length && text[to] is not (' ' or ';' or '#' or ',' or '"' or '\'' or '\\')) to++;
            written = (from, text[from..to], to - from);
        }
        return Line(file, start, PackageType.PyPI, (begin, text[begin..end], end - begin), written);
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
