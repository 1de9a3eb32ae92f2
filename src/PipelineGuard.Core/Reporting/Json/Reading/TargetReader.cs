using System.Text.Json;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Reporting.Json.Reading;

/// <summary>Reads what <see cref="TargetJson"/> writes.</summary>
internal static class TargetReader
{
    public static TargetReport Read(JsonElement json) => new(json.Text("name"), json.Text("kind"))
    {
        LogicalName = json.Text("logicalName"),
        Digest = json.TextIfThere("digest"),
        Platform = json.TextIfThere("platform"),
        Distribution = json.Object("distribution") is { } distribution ? Distribution(distribution) : null,
        Base = json.Object("base") is { } image ? new(image.Text("name"), image.Text("by")) { Digest = image.TextIfThere("digest") } : null,
        Advice = json.Object("baseAdvice") is { } advice ? new(advice.TextIfThere("base"), advice.FlagIfThere("knowsBase") is true, advice.List("candidates", Candidate)) : null,
        Attachments = json.List("attachments", item => new ImageAttachment(item.Text("kind"), item.Text("type"), item.Text("digest"))),
        Layers = json.List("layers", Layer),
        Packages = json.List("packages", Package),
        DotNetApplications = json.List("dotnetApplications", application => new DotNetApplication(application.Text("path"), application.List("frameworks", Framework))),
    };

    /// <summary>The facts of a layer, which stand in findings too.</summary>
    public static LayerFacts Facts(JsonElement json) => new((int)json.Number("index"), json.TextIfThere("diffId"))
    {
        CreatedBy = json.TextIfThere("createdBy"),
        Origin = json.WordIfThere<LayerOrigin>("origin", origin => ReportWords.Of(origin)),
    };

    private static BaseCandidate Candidate(JsonElement json) => new(
        json.Text("name"), (int)json.Number("before"), (int)json.Number("removed"), (int)json.Number("added"), json.FlagIfThere("sameDistribution") is true)
    {
        IsRebuild = json.FlagIfThere("rebuild") is true,
        Removes = json.Texts("removes"),
        Edit = json.Object("edit") is { } edit ? FindingReader.Edit(edit) : null,
        Replaces = json.TextIfThere("replaces"),
        DigestEdit = json.Object("digestEdit") is { } digest ? FindingReader.Edit(digest) : null,
        ReplacesDigest = json.TextIfThere("replacesDigest"),
        EditNote = json.TextIfThere("editNote"),
    };

    private static Distribution Distribution(JsonElement json) => new(json.Text("id"), json.Text("versionId"))
    {
        PrettyName = json.Text("prettyName"),
        Codename = json.TextIfThere("codename"),
    };

    private static LayerReport Layer(JsonElement json) =>
        new(Facts(json), json.Number("bytes"), (int)json.Number("files"), json.FlagIfThere("complete") is true);

    private static DotNetFramework Framework(JsonElement json) => new(json.Text("name"), json.Text("requested"), json.TextIfThere("runsOn"));

    private static Package Package(JsonElement json)
    {
        var type = json.Text("type");
        var known = PackageType.All.FirstOrDefault(row => row.Purl == type) ?? throw new FormatException($"'{type}' is no kind of package.");
        return new(known, json.Text("name"), json.Text("version"))
        {
            SourceName = json.TextIfThere("sourceName"),
            SourceVersion = json.TextIfThere("sourceVersion"),
            Architecture = json.TextIfThere("architecture"),
            Licenses = json.Texts("licenses"),
            FoundIn = ImagePath.TryNormalize(json.Text("foundIn"), out var path) ? path : throw new FormatException("'foundIn' leaves the image."),
            Layer = json.NumberIfThere("layer"),
            SupersededBy = json.TextIfThere("supersededBy"),
        };
    }
}
