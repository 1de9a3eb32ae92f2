using System.Text;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Rules;
using PipelineGuard.Dockerfiles.Rules.Ignoring;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Targets;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Lifecycle;

namespace PipelineGuard.Fuzz;

/// <summary>Dockerfiles and the files around them.</summary>
internal static class DockerfileReads
{
    private static readonly DockerfileContext Context = new()
    {
        ContextFiles = ["Dockerfile", "src/app.csproj", "package.json", ".env", ".git/config"],
        DockerIgnore = "bin/\n**/obj\n!src",
        TrustedRegistries = ["docker.io", "*.example.com"],
        SupportDates = SupportDates.Embedded,
        Today = new(2026, 1, 1),
    };

    /// <summary>Parses, prints back, runs all rules, repairs, and sees that a second repair changes nothing.</summary>
    public static void Dockerfile(byte[] input)
    {
        var file = Dockerfiles.Dockerfile.Parse(input);
        if (file.ToString() != file.Source.Text) throw new InvalidOperationException("Printing does not give back what was read.");
        foreach (var finding in DockerfileChecker.Check(file, Context, null))
        {
            if (finding.Location is not { Line: >= 1, Column: >= 1 } place || place.Line > Math.Max(1, file.Source.LineCount) + 1)
                throw new InvalidOperationException($"{finding.Rule} has no place in the file.");
        }
        var repaired = DockerfileFixer.Fix(file.Source.Text, Context, null, "Dockerfile").Text;
        if (DockerfileFixer.Fix(repaired, Context, null, "Dockerfile").Text != repaired) throw new InvalidOperationException("A second repair changes something.");
    }

    /// <summary>Reads the text as a script.</summary>
    public static void Shell(byte[] input)
    {
        var text = Text(input);
        var source = new SourceText(text);
        var script = ShellScript.Parse(MappedText.Of(source, new(0, text.Length)));
        if (script.Commands.Any(command => command.Span.Start < 0 || command.Span.End > text.Length)) throw new InvalidOperationException("A command stands outside of the text.");
    }

    public static void Compose(byte[] input)
    {
        foreach (var build in ComposeFile.Read(new(Text(input)), "compose.yaml", new NoLog()))
        {
            if (build.Inline is not { Embedding: { } embedding } inline) continue;
            for (int at = 0; at <= inline.Text.Length; at++)
            {
                int host = embedding.ToHost(at);
                if (host < 0 || host > embedding.Host.Text.Length || embedding.ToOwn(host) > inline.Text.Length) throw new InvalidOperationException("A place lies outside of the file.");
            }
        }
    }

    public static void Hadolint(byte[] input) => HadolintConfigReader.Read(Text(input), ".hadolint.yaml", new NoLog());

    public static void DockerIgnore(byte[] input)
    {
        var build = BuildContext.Of(Context with { DockerIgnore = Text(input) });
        if (build is null) throw new InvalidOperationException("There is no build context.");
        _ = build.Sent.Length;
    }

    private static string Text(byte[] input) => Encoding.UTF8.GetString(input);
}
