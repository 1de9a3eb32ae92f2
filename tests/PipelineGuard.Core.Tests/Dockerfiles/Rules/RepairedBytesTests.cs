using System.Text;
using PipelineGuard.Dockerfiles.Targets;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>A repair changes what it repairs and not one byte more, however the file is written. The examples of all rules that can repair show it.</summary>
public sealed class RepairedBytesTests
{
    /// <summary>Rule and example, of each example that its rule repairs.</summary>
    public static TheoryData<string, string> Repairable =>
    [
        .. from rule in DockerfileRules.All
           from text in rule.Info.Flags
           where rule.Check(Dockerfile.Parse(text), rule.ExampleContext).Any(finding => finding.Fix?.Edits.IsEmpty == false)
           select (rule.Info.Id, text),
    ];

    [Theory, MemberData(nameof(Repairable))]
    public void Carriage_returns_and_a_byte_order_mark_stay(string id, string text)
    {
        var expected = Fix(id, text);

        Assert.Equal('\uFEFF' + expected.Replace("\n", "\r\n", StringComparison.Ordinal), Fix(id, '\uFEFF' + text.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.NotEqual(text, expected);
    }

    [Theory, MemberData(nameof(Repairable))]
    public void A_second_run_changes_nothing(string id, string text)
    {
        foreach (var written in (string[])[text, text + "\n", text.Replace("\n", "\r\n", StringComparison.Ordinal), text.Replace("\n", "\n\n# é ☃ 𝄞 \t\n", StringComparison.Ordinal)])
        {
            var once = Fix(id, written);

            Assert.Equal(once, Fix(id, once));
        }
    }

    [Theory, MemberData(nameof(Repairable))]
    public void What_stands_around_stays_byte_for_byte(string id, string text)
    {
        // Nothing that a rule would repair, in bytes that are easily lost: tabs, blanks at the end, two-byte letters, odd escapes, form feeds.
        const string above = "#\tcomment \t\n  # ünï\u00a0côde\f\r\n\n\n";
        const string below = "\n\n \t \n#\\\n# end \v\r\n\t\n";
        if (text.StartsWith('#')) return; // A directive must come first.

        Assert.Equal(above + Fix(id, text) + below, Fix(id, above + text + below));
    }

    [Theory, MemberData(nameof(Repairable))]
    public void In_a_Compose_file_the_same_is_made_of_it(string id, string text)
    {
        var rule = DockerfileRules.All.Single(rule => rule.Info.Id == id);
        foreach (var newLine in (string[])["\n", "\r\n"])
        {
            var repaired = DockerfileFixer.Fix(Compose(text + '\n').Replace("\n", newLine, StringComparison.Ordinal), Parse, rule.ExampleContext, null, other => other.Value != id).Text;

            Assert.Equal(Compose(Fix(id, text + '\n')).Replace("\n", newLine, StringComparison.Ordinal), repaired);
        }

        static string Compose(string text) =>
            $"services:\n  a:\n    build:\n      dockerfile_inline: |\n{string.Concat(text.Replace("$", "$$", StringComparison.Ordinal)[..^1].Split('\n').Select(line => line.Length == 0 ? "\n" : $"        {line}\n"))}    # end\n";

        static Dockerfile? Parse(string whole) => ComposeFile.InlineOf(new(whole), "a") is { } inline ? Dockerfile.Parse(inline, "compose.yaml", "compose.yaml#a") : null;
    }

    private static string Fix(string id, string text)
    {
        var rule = DockerfileRules.All.Single(rule => rule.Info.Id == id);
        var (bytes, _) = DockerfileFixer.Fix(Encoding.UTF8.GetBytes(text), rule.ExampleContext, isOff: other => other.Value != id);
        return Encoding.UTF8.GetString(bytes.Span);
    }
}
