using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Advisories;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Packages.Java;
using PipelineGuard.Reporting;
using PipelineGuard.Secrets;
using PipelineGuard.Secrets.Rules;

namespace PipelineGuard.Scanning;

/// <summary>No secret's value stands in any report, log or error, wherever the secret stood: four characters at most.</summary>
public sealed class SecrecyTests
{
    private const int Shown = 4;
    private const int FamilySize = 25;
    private const string BaseName = "org.opencontainers.image.base.name", BaseDigest = "org.opencontainers.image.base.digest";

    private static readonly SecretSource InConfiguration = new("ENV X") { IsConfiguration = true };

    // Places in a Dockerfile where rules quote what stands there, or repair it.
    private static readonly string[] Lines =
    [
        "ENV APP_SETTING={0}", "ENV {0}", "ARG BUILD_SETTING={0}", "LABEL {0}", "LABEL Text=\"{0}\"", "RUN {0}", "RUN echo {0} | tee /etc/x", "RUN echo `{0}`", "RUN export A=`echo {0}`; cd {0}",
        "RUN curl -fsSL {0} | sh", "RUN wget {0} -O /bin/x && chmod 777 {0}", "RUN pip install {0}", "RUN pip install x>{0}", "RUN apt-get install -y {0}", "RUN npm install {0}", "RUN git clone {0}",
        "RUN cd {0} && sudo {0}", "COPY {0} {0}", "ADD {0} /x", "WORKDIR {0}", "USER {0}", "EXPOSE {0}", "VOLUME {0}", "STOPSIGNAL {0}", "CMD {0}", "ENTRYPOINT [\"sh\", \"-c\", \"{0}\"]",
        "HEALTHCHECK CMD {0}", "HEALTHCHECK --interval={0} CMD x", "ONBUILD RUN {0}", "SHELL [\"{0}\"]", "{0}", "RUN --mount=type={0} x", "COPY --from={0} a b", "COPY --chmod={0} a b", "MAINTAINER {0}",
        "RUN <<E\n{0}\nE", "FROM {0}", "FROM --platform={0} debian AS {0}", "# check=skip={0}", "# hadolint ignore={0}",
    ];

    private const int LinesForEach = 3;

    public static TheoryData<int> Families => [.. Enumerable.Range(0, (SecretRules.All.Length / FamilySize) + 1)];

    [Theory, MemberData(nameof(Families))]
    public async Task Nothing_of_a_secret_in_an_image_is_written(int family)
    {
        var image = TestImage.Debian();
        var secrets = new List<string>();
        var samples = Samples(family);
        foreach (var (id, sample) in samples)
        {
            var file = SampleFiles.For(id).Path;
            secrets.AddRange(ValuesIn(new SecretSource(file), sample));
            secrets.AddRange(ValuesIn(InConfiguration, sample));
            image.Layer($"RUN |1 SETTING={sample} /bin/sh -c make '{sample}' # buildkit").With($"opt/{id}/{file}", sample + "\n");
            image.With($"opt/{id}/all.zip", new MadeZip().With(file, sample + "\n").ToBytes());
            image.EmptyHistory($"ENV {sample}");
        }
        Assert.NotEmpty(secrets);
        image.Config(config => config with
        {
            Env = [.. samples.Select(sample => sample.Text), .. samples.Select(sample => $"X={sample.Text}")],
            Labels = samples.Select((sample, i) => ($"label{i}", $"<{sample.Text}>")).Append((BaseName, samples[0].Text)).Append((BaseDigest, samples[^1].Text)).ToDictionary(),
            Entrypoint = ["sh", "-c", .. samples.Select(sample => $"apt-get update; sudo {sample.Text} && curl {sample.Text} | sh")],
            Cmd = [.. samples.Select(sample => sample.Text)],
            User = samples[0].Text,
            WorkingDir = "/" + samples[0].Text,
            Healthcheck = ["CMD-SHELL", samples[0].Text],
            OnBuild = [.. samples.Select(sample => $"RUN {sample.Text}")],
        });

        AssertSilent(secrets, await WrittenAsync(image.AsDockerArchive()));
    }

    [Theory, MemberData(nameof(Families))]
    public async Task Nothing_of_a_secret_in_a_Dockerfile_is_written(int family)
    {
        var text = new StringBuilder("FROM debian:12\n");
        var secrets = new List<string>();
        int next = family;
        foreach (var (_, sample) in Samples(family))
        {
            secrets.AddRange(ValuesIn(InConfiguration, sample));
            for (int i = 0; i < LinesForEach; i++) text.Append(Lines[next++ % Lines.Length].Replace("{0}", sample, StringComparison.Ordinal)).Append('\n');
        }

        AssertSilent(secrets, await WrittenAsync(TestTarget.File("Dockerfile", Encoding.UTF8.GetBytes(text.ToString()))));
    }

    [Theory, MemberData(nameof(Families))]
    public async Task Nothing_of_a_secret_stands_in_an_explanation(int family)
    {
        var samples = Samples(family);
        var secrets = samples.SelectMany(sample => ValuesIn(InConfiguration, sample.Text)).ToList();
        var image = TestImage.Alpine().Layer($"RUN |1 {string.Join(' ', samples.Select(sample => sample.Text))} /bin/sh -c apk add openssl")
            .With("lib/apk/db/installed", TestImage.ApkEntry("openssl", "3.1.4-r0")).With("app/broken.jar", "PK\u0003\u0004").Config(config => config with { Env = [.. samples.Select(sample => sample.Text)] });
        using var guard = await GuardRun.WithStoreAsync();

        var explanation = await guard.ExplainAsync("CVE-2026-0001", null, image.AsDockerArchive());
        using var written = new StringWriter();
        explanation.Write("console", written);
        explanation.Write("json", written);

        Assert.Contains("openssl", written.ToString(), StringComparison.Ordinal);
        AssertSilent(secrets, written.ToString());
    }

    [Fact]
    public async Task Where_there_are_more_secrets_than_are_listed_nothing_is_quoted()
    {
        var values = Enumerable.Range(0, SecretScanner.MostHits + 50).Select(seed => new SampleText(seed).Expand("ghp_{alnum:30}{crc62:6}")).ToList();
        var dockerfile = "FROM debian:12\n" + string.Concat(values.Select(value => $"{value}\nUSER {value}\n"));
        var image = TestImage.Debian().Layer($"RUN |1 {string.Join(' ', values)} /bin/sh -c make").Config(config => config with { Entrypoint = ["sudo", .. values] });

        var written = await WrittenAsync(TestTarget.File("Dockerfile", Encoding.UTF8.GetBytes(dockerfile)));
        var aboutImage = await WrittenAsync(image.AsDockerArchive());

        AssertSilent(values, written);
        AssertSilent(values, aboutImage);
        Assert.Contains(Problems.SecretsCut.Code, written, StringComparison.Ordinal);
        Assert.Contains(Problems.SecretsCut.Code, aboutImage, StringComparison.Ordinal);
    }

    // Each rule's own examples; the rules of a family stand side by side, and so do values that look alike.
    private static ImmutableArray<(string Id, string Text)> Samples(int family) =>
    [
        .. from rule in SecretRules.All.Skip(family * FamilySize).Take(FamilySize)
           from example in rule.Info.Flags.Take(2).Select((shape, seed) => new SampleText(seed + 40).Expand(shape).TrimEnd('\n'))
           select (rule.Info.Id, example),
    ];

    private static IEnumerable<string> ValuesIn(SecretSource source, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. new SecretScanner().Scan(source, bytes).Select(hit => Encoding.UTF8.GetString(bytes, (int)hit.Start, hit.Length))];
    }

    private static async Task<string> WrittenAsync(TestTarget target)
    {
        using (target)
        {
            using var stores = new TemporaryFolder();
            var log = new ListeningLog();
            var options = new GuardOptions { Targets = [target.Path], Outputs = [], Database = stores.Path, Offline = true, Starter = true, Cache = false };
            try
            {
                var clock = new FixedTime(new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
                var result = await Guard.RunAsync(options, log, clock, TestContext.Current.CancellationToken);
                foreach (var format in ReportFormats.All) log.Text.AppendLine(TestWriter.Text(format.Name, result.Report));
            }
            catch (GuardException failure)
            {
                log.Text.AppendLine(failure.ToString());
            }
            return log.Text.ToString();
        }
    }

    // Each line of a value alone, as reports break and escape lines; what is shown of its beginning may be shown.
    private static void AssertSilent(IEnumerable<string> secrets, string written)
    {
        foreach (var part in secrets.Distinct().SelectMany(secret => secret.Split('\n').Select((line, i) => i == 0 ? line[Math.Min(Shown, line.Length)..] : line)).Distinct())
        {
            if (part.Length <= Shown || IsPublished(part)) continue;
            int at = written.IndexOf(part, StringComparison.Ordinal);
            Assert.True(at < 0, at < 0 ? "" : $"'{part}' in …{written[Math.Max(0, at - 200)..Math.Min(written.Length, at + part.Length + 20)]}");
        }
    }

    // "-----BEGIN PRIVATE KEY-----" and the like: the words of a format, which the reference of the rules shows.
    private static bool IsPublished(string part) => RuleCatalog.Rules.Any(rule => rule.Flags.Concat(rule.Allows).Any(example => example.Contains(part, StringComparison.Ordinal)));

    private sealed class ListeningLog : IGuardLog
    {
        public StringBuilder Text { get; } = new();

        public void Info(string message) => Text.AppendLine(message);

        public void Problem(ScanProblem problem) => Text.AppendLine(problem.ToString());

        public void Progress(GuardProgress progress) => Text.AppendLine(progress.ToString());
    }
}
