using System.Collections.Frozen;
using PipelineGuard.Dockerfiles.Shell;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>Finds images that ship the compiler together with the program.</summary>
internal sealed class LeaveToolchainBehind : DockerfileRule
{
    private static readonly FrozenSet<string> Toolchains =
        ["golang", "rust", "maven", "gradle", "gcc", "haskell", "dart", "swift", "sbtscala/scala-sbt", "crystallang/crystal"];

    public override RuleInfo Info { get; } = new("PGD104", "Leave compilers and build tools behind", Severity.Low)
    {
        Why = "The final image holds the compiler, its package cache and the sources: hundreds of megabytes more to ship, patch and attack.",
        Fix = "Copy the result into a second stage on a small runtime image.",
        Flags =
        [
            "FROM golang:1.26\nCOPY . /src\nRUN go build -o /app ./...\nCMD [\"/app\"]",
            "FROM maven:3.9 AS build\nRUN mvn -B package\nENTRYPOINT [\"java\", \"-jar\", \"/a.jar\"]",
            "FROM rust:1.80 AS base\nFROM base\nRUN cargo build --release\nCMD [\"/app\"]", "FROM gradle:8\nRUN ./gradlew build\nCMD [\"java\"]",
        ],
        Allows =
        [
            "FROM golang:1.26 AS build\nRUN go build -o /app ./...\nFROM alpine:3.22\nCOPY --from=build /app /app\nCMD [\"/app\"]",
            "FROM golang:1.26\nRUN go install example.com/lint@v1.0.0",
            "FROM golang:1.26\nRUN go version\nCMD [\"bash\"]", "FROM swift:6.0-slim\nRUN swift build\nCMD [\"/app\"]",
            "FROM debian:12\nRUN make\nCMD [\"/app\"]",
        ],
        Tags = ["cis-docker:4.3"],
    };

    public override IEnumerable<Finding> Check(Dockerfile file)
    {
        if (file.FinalStage is not { Root: { } root } final || !Toolchains.Contains(OfficialImage.KeyOf(root.Reference)) || IsSmall(root)) return [];
        bool runs = final.LastInherited(InstructionKind.Cmd) is not null || final.LastInherited(InstructionKind.Entrypoint) is not null;
        bool builds = final.Lineage.SelectMany(stage => stage.All<RunInstruction>()).SelectMany(run => run.Script.Commands).Any(IsBuild);
        return runs && builds ? [At(file, final.From, $"The final image is {SyntaxProblems.Quote(root.ToString())}, with all its build tools.")] : [];
    }

    private static bool IsSmall(BaseImage image) => image.Tag?.Contains("slim", StringComparison.Ordinal) == true;

    private static bool IsBuild(ShellCommand command) =>
        command.Is("go", "build") || command.Is("cargo", "build") || command.Is("cargo", "install") || command.Is("swift", "build") || command.Is("dart", "compile")
        || command.IsAny("mvn", "mvnw", "gradle", "gradlew", "gcc", "g++", "make", "stack", "cabal", "sbt", "crystal");
}
