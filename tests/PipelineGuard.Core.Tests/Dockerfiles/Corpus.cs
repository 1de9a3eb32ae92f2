using System.Text;

namespace PipelineGuard.Dockerfiles;

/// <summary>The Dockerfiles under <c>Data/</c>, and inputs too odd or too large to be stored.</summary>
internal static class Corpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Dockerfiles", "Data");

    /// <summary>The names of the stored files.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The bytes of a stored file.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>All stored files as text.</summary>
    public static IEnumerable<string> Texts => Names.Select(name => Dockerfile.Parse(Bytes(name)).Source.Text);

    /// <summary>What an attacker, or an accident, may hand us; each is large enough for anything quadratic to be felt.</summary>
    public static IReadOnlyList<(string Name, string Text)> Hostile { get; } =
    [
        ("nothing", ""),
        ("only a mark", "\uFEFF"),
        ("only line breaks", Repeat("\n", 100_000)),
        ("one long line", "RUN echo " + Repeat("x", 1_000_000)),
        ("one long line of words", "RUN echo " + Repeat("x ", 500_000)),
        ("one long line of flags", "RUN " + Repeat("--a=b ", 200_000)),
        ("continuations without end", Repeat("RUN \\\n", 200_000)),
        ("comments in a continuation", "RUN a \\\n" + Repeat("# c\n", 200_000)),
        ("heredocs without end", Repeat("RUN <<A\n", 100_000)),
        ("heredocs with different ends", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"RUN <<A{i}\n"))),
        ("heredocs in one line", "FROM a\nRUN " + Repeat("<<A ", 100_000) + "\nA\n"),
        ("heredocs in a script", "FROM a\nRUN <<E\n" + Repeat("cat <<A\n", 100_000) + "E\n"),
        ("open single quotes", "FROM a\n" + Repeat("RUN echo '\n", 50_000)),
        ("open double quotes", "FROM a\nENV " + Repeat("a=\" ", 100_000)),
        ("open parentheses", "FROM a\nRUN " + Repeat("(", 200_000)),
        ("open substitutions", "FROM a\nRUN " + Repeat("$(", 200_000)),
        ("open arithmetic", "FROM a\nRUN " + Repeat("$((", 100_000)),
        ("open braces", "FROM a\nRUN " + Repeat("${a:-", 100_000)),
        ("open braces in ENV", "FROM a\nENV a=" + Repeat("${a:-", 100_000)),
        ("open quotes in substitutions", "FROM a\nRUN " + Repeat("\"$(", 100_000)),
        ("backticks", "FROM a\nRUN " + Repeat("`", 200_001)),
        ("open ifs", "FROM a\nRUN " + Repeat("if ", 100_000)),
        ("open cases", "FROM a\nRUN " + Repeat("case a in a) ", 100_000)),
        ("open functions", "FROM a\nRUN " + Repeat("f() ", 100_000)),
        ("closing words", "FROM a\nRUN " + Repeat("fi done } ) esac ;; ", 20_000)),
        ("scripts in scripts", "FROM a\nRUN " + Repeat("sh -c \"", 20_000)),
        ("many pipes", "FROM a\nRUN a" + Repeat(" | a", 200_000)),
        ("many ands", "FROM a\nRUN a" + Repeat(" && a", 200_000)),
        ("doubling variables", "FROM a\nENV A=aaaaaaaa\n" + Repeat("ENV A=$A$A\n", 10_000)),
        ("long values everywhere", "FROM a\nENV A=" + Repeat("a", 4_000) + "\n" + Repeat("ENV B=$A$A\n", 50_000)),
        ("expensive patterns", "FROM a\nENV A=" + Repeat("a", 4_000) + "\n" + Repeat("ENV B=${A//*a*a*a*b/c}\n", 10_000)),
        ("stages on stages", "FROM a AS s0\n" + string.Concat(Enumerable.Range(1, 30_000).Select(i => $"FROM s{i - 1} AS s{i}\nENV x=$y\n"))),
        ("a circle of stages", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"FROM a AS s{i}\nCOPY --from=s{(i + 1) % 20_000} /a /b\n"))),
        ("a JSON array without end", "FROM a\nRUN [" + Repeat("\"a\",", 200_000)),
        ("ONBUILD of ONBUILD", "FROM a\n" + Repeat("ONBUILD ", 100_000)),
        ("labels", "FROM a\nLABEL " + Repeat("a=b ", 200_000)),
        ("zeros", Repeat("\0", 100_000)),
        ("half a character", "FROM a\nRUN echo \uD800"),
        ("binary", Encoding.Latin1.GetString([.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 131 % 251))])),
    ];

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
