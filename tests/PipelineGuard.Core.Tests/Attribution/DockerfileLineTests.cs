using PipelineGuard.Advisories;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Findings;
using PipelineGuard.Images;

namespace PipelineGuard.Attribution;

/// <summary>From layers to lines, over histories as builders write them that are not on every machine.</summary>
public sealed class DockerfileLineTests
{
    // Dockerfile, history (a layer is "+", a setting "-"), layer, file, what is expected.
    public static TheoryData<string, string, string, int, string?, string> Rows => new()
    {
        { "BuildKit", "FROM debian:12\nRUN apt-get update\nCOPY app /app\nENV A=b\n", "+base;-CMD [\"bash\"];+RUN /bin/sh -c apt-get update # buildkit;+COPY app /app # buildkit;-ENV A=b", 2, "app/x", "3 Instruction High" },
        { "BuildKit with arguments", "FROM debian:12\nARG V=1\nRUN make $V\n", "+base;-CMD [\"bash\"];-ARG V=2;+RUN |1 V=2 /bin/sh -c make $V # buildkit", 1, null, "3 Instruction High" },
        { "BuildKit with a document", "FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y curl\nEOF\nRUN true\n", "+base;-CMD [\"bash\"];+RUN /bin/sh -c apt-get update\napt-get install -y curl\n # buildkit;+RUN /bin/sh -c true # buildkit", 1, null, "2 Instruction Medium" },
        { "BuildKit with a document for a program", "FROM debian:12\nRUN python3 <<EOF\nprint(1)\nEOF\n", "+base;-CMD [\"bash\"];+RUN /bin/sh -c python3 <<EOF\nprint(1)\nEOF # buildkit", 1, null, "2 Instruction Medium" },
        { "kaniko, which records no settings", "FROM debian:12\nENV A=b\nRUN apt-get update\nWORKDIR /srv\nCOPY . .\nCMD [\"x\"]\n", "+base;-CMD [\"bash\"];+RUN apt-get update;+COPY . .", 2, "srv/x", "5 Instruction High" },
        { "the base image", "FROM debian:12\nRUN apt-get update\n", "+base;-CMD [\"bash\"];+RUN /bin/sh -c apt-get update # buildkit", 0, "var/lib/dpkg/status", "1 BaseImage High" },
        { "a base image that ends in no command", "FROM debian:12\nRUN apt-get update\n", "+base;+RUN /bin/sh -c more # buildkit;+RUN /bin/sh -c apt-get update # buildkit", 1, null, "1 BaseImage Medium" },
        { "a trigger of the base image", "FROM node:8-onbuild\nRUN true && false\n", "+base;-CMD [\"bash\"];+/bin/sh -c npm install;-CMD x;+/bin/sh -c true && false", 1, null, "1 BaseImage High" },
        { "a trigger of an earlier stage", "FROM debian:12 AS a\nONBUILD RUN make all\nFROM a\nRUN true\n", "+base;-CMD [\"bash\"];-ONBUILD RUN make all;+RUN /bin/sh -c make all # buildkit;+RUN /bin/sh -c true # buildkit", 1, null, "2 Instruction High" },
        { "a file out of an earlier stage", "FROM sdk AS build\nWORKDIR /src\nCOPY . .\nRUN dotnet publish -o /out\nFROM debian:12\nCOPY --from=build /out /app\n", "+base;-CMD [\"bash\"];+COPY /out /app # buildkit", 1, "app/Shop.deps.json", "4 CopiedFrom Medium" },
        { "what a program of an earlier stage installs", "FROM node AS build\nWORKDIR /app\nCOPY package.json .\nRUN npm ci\nFROM debian:12\nCOPY --from=build /app /app\n", "+base;-CMD [\"bash\"];+COPY /app /app # buildkit", 1, "app/node_modules/lodash/package.json", "4 CopiedFrom Medium" },
        { "a copy from another image", "FROM debian:12\nCOPY --from=golang:1.22 /usr/local/go /go\n", "+base;-CMD [\"bash\"];+COPY /usr/local/go /go # buildkit", 1, "go/VERSION", "2 Instruction High" },
        { "a changed file: what is new is not found", "FROM debian:12\nRUN one\nRUN two\nRUN three\n", "+base;-CMD [\"bash\"];+RUN /bin/sh -c one # buildkit;+RUN /bin/sh -c something else entirely # buildkit;+RUN /bin/sh -c three # buildkit", 2, null, "none" },
        { "a changed file: what is the same is", "FROM debian:12\nRUN one\nRUN two\nRUN three\n", "+base;-CMD [\"bash\"];+RUN /bin/sh -c one # buildkit;+RUN /bin/sh -c something else entirely # buildkit;+RUN /bin/sh -c three # buildkit", 3, null, "4 Instruction Medium" },
        { "another image's file", "FROM debian:12\nRUN one\nCOPY a /a\n", "+base;-CMD [\"bash\"];+RUN /bin/sh -c nothing alike # buildkit", 1, null, "none" },
        { "a file without a command", "FROM debian:12\n", "+base;-CMD [\"bash\"]", 0, null, "none" },
        { "a file without a stage", "RUN true\n", "+base;-CMD [\"bash\"];+RUN true", 1, null, "none" },
        { "an empty file", "", "+base", 0, null, "none" },
    };

    [Theory, MemberData(nameof(Rows))]
    public void Finds_the_line_behind_a_layer(string what, string dockerfile, string history, int layer, string? file, string expected)
    {
        var place = new LayerPlace(dockerfile, History(history)).Of(layer, file);

        Assert.True(expected == place, $"{what}: expected {expected}, got {place}");
    }

    [Fact]
    public void Says_that_a_Dockerfile_is_not_the_images_and_stays_with_the_image()
    {
        var log = new CollectingLog();
        var attribution = ImageAttribution.Of(History("+base;-CMD [\"bash\"];+RUN /bin/sh -c nothing alike # buildkit"), 2, [new(Dockerfile.Parse("FROM debian\nRUN one\n"), IsDeclared: true)], log);

        var finding = attribution.Apply(Some(1));

        Assert.Equal("PG8001", Assert.Single(log.Problems).Info.Code);
        Assert.Equal((LocationKind.ImageFile, AttributionConfidence.Low), (finding.Location.Kind, finding.Attribution!.Confidence));
        Assert.Contains("does not fit", finding.Attribution.Via, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_an_image_without_history_cannot_be_compared()
    {
        var log = new CollectingLog();
        var attribution = ImageAttribution.Of(ImageConfig.Empty, 2, [new(Dockerfile.Parse("FROM debian\nRUN one\n"), IsDeclared: true)], log);

        Assert.Contains("no history", Assert.Single(log.Problems).Detail, StringComparison.Ordinal);
        Assert.Equal(AttributionMethod.None, attribution.Apply(Some(1)).Attribution!.Method);
    }

    [Fact]
    public void Of_several_Dockerfiles_takes_the_one_that_fits()
    {
        var config = History("+base;-CMD [\"bash\"];+RUN /bin/sh -c two # buildkit;+COPY b /b # buildkit");
        DockerfileCandidate[] candidates = [new(Dockerfile.Parse("FROM a\nRUN one\nCOPY b /b\n", "one"), false), new(Dockerfile.Parse("FROM a\nRUN two\nCOPY b /b\n", "two"), false)];

        Assert.Equal("two(2,1)", ImageAttribution.Of(config, 3, candidates, new CollectingLog()).Apply(Some(1)).Location.ToString());
    }

    [Fact]
    public void Leads_settings_to_the_pair_that_sets_them()
    {
        var config = History("+base;-CMD [\"bash\"];-ENV A=1 TOKEN=x;+RUN /bin/sh -c two # buildkit");
        var attribution = ImageAttribution.Of(config, 2, [new(Dockerfile.Parse("FROM a\nENV A=1 \\\n  TOKEN=x\nRUN two\n"), false)], new CollectingLog());

        var finding = attribution.Apply(Some(null) with { Location = new(LocationKind.Image, "app"), Setting = "ENV TOKEN" });

        Assert.Equal("Dockerfile(3,3)", finding.Location.ToString());
    }

    [Theory]
    [InlineData("deb", "1.1-2", "RUN apt-get update && apt-get install -y a=1.1-2 b", "Dockerfile(2,44) 1.1-3")]
    [InlineData("deb", "1:1.1~rc1", "RUN apt-get install -y \\\n  \"a=1:1.1~rc1\"", "Dockerfile(3,6) 1.1-3")]
    [InlineData("apk", "1.1-2", "RUN apk add a=1.1-2", "Dockerfile(2,15) 1.1-3")]
    [InlineData("rpm", "1.1-2", "RUN dnf install -y a-1.1-2; true", "Dockerfile(2,22) 1.1-3")]
    [InlineData("deb", "1.1-2", "RUN apt-get install -y a=1.1-20 ba=1.1-2 a", "none")]
    [InlineData("deb", "1.1-2", "RUN apt-get install -y a", "none")]
    public void Writes_a_fixed_version_where_a_command_pins_one(string type, string version, string run, string expected)
    {
        var config = History($"+base;-CMD [\"bash\"];+RUN /bin/sh -c {run[4..].Replace(";", "", StringComparison.Ordinal)} # buildkit");
        var attribution = ImageAttribution.Of(config, 2, [new(Dockerfile.Parse($"FROM a\n{run}\n"), false)], new CollectingLog());

        var finding = attribution.Apply(Some(1) with { Package = new($"pkg:{type}/a", type, "a", version) { FoundIn = "var/lib/dpkg/status" }, Fix = new("Upgrade it.") { Version = "1.1-3" } });

        Assert.Equal(expected, finding.Fix!.Edits is [var edit] ? $"{edit.Path}({edit.Line},{edit.Column}) {edit.Text}" : "none");
    }

    [Fact]
    public void Ends_soon_for_files_and_histories_made_to_be_long()
    {
        var dockerfile = Dockerfile.Parse("FROM a\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"RUN echo {i} {new string('x', 200)}\n")));
        var config = History("+base;" + string.Join(';', Enumerable.Range(0, 4000).Select(i => $"+RUN /bin/sh -c echo {i} y")));

        Assert.Null(ImageAttribution.Of(config, 4001, [new(dockerfile, true)], new CollectingLog()).Match);
    }

    private static Finding Some(int? layer) => new()
    {
        Rule = new("CVE-2024-0001"),
        Kind = FindingKind.Vulnerability,
        Severity = Severity.High,
        Title = "",
        Message = "",
        Location = new(LocationKind.ImageFile, "a/b"),
        Target = "app.tar",
        Fingerprint = "0",
        Layer = layer is { } index ? new(index, null) : null,
    };

    private static ImageConfig History(string steps) => ImageConfig.Empty with
    {
        History = [.. steps.Split(';').Select(step => new HistoryEntry(step[1..] == "base" ? "/bin/sh -c #(nop) ADD file:0 in / " : step[1..], step[0] == '-'))],
    };

    private sealed class LayerPlace(string dockerfile, ImageConfig config)
    {
        public string Of(int layer, string? file)
        {
            var attribution = ImageAttribution.Of(config, config.History.Count(step => !step.EmptyLayer), [new(Dockerfile.Parse(dockerfile), true)], new CollectingLog());
            var finding = Some(layer) with { Location = file is null ? new(LocationKind.Image, "app") : new(LocationKind.ImageFile, file) };
            var found = attribution.Apply(finding);
            return found.Location.Kind == LocationKind.Source ? $"{found.Location.Line} {found.Attribution!.Method} {found.Attribution.Confidence}" : "none";
        }
    }
}
