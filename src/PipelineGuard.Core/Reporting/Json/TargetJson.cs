using System.Text.Json;
using PipelineGuard.Images;
using PipelineGuard.Packages;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Reporting.Json;

/// <summary>Writes what was read of one target.</summary>
internal static class TargetJson
{
    public static void Write(Utf8JsonWriter json, TargetReport target, ScanReport report)
    {
        json.WriteStartObject();
        json.WriteString("name", target.Name);
        json.WriteString("kind", target.Kind);
        json.WriteString("logicalName", target.LogicalName);
        json.WriteIfKnown("digest", target.Digest);
        json.WriteIfKnown("platform", target.Platform);
        if (target.Distribution is { } distribution) WriteDistribution(json, distribution);
        if (target.Base is { } image) WriteBase(json, image);
        if (target.Advice is { } advice) WriteAdvice(json, advice);
        json.WriteArray("layers", LayerRisk.Of(target, report), WriteLayer);
        json.WriteArray("packages", target.Packages, (writer, package) => WritePackage(writer, package, target.Distribution));
        if (!target.DotNetApplications.IsEmpty) json.WriteArray("dotnetApplications", target.DotNetApplications, WriteApplication);
        if (!target.Attachments.IsEmpty) json.WriteArray("attachments", target.Attachments, WriteAttachment);
        json.WriteEndObject();
    }

    private static void WriteAttachment(Utf8JsonWriter json, ImageAttachment attachment)
    {
        json.WriteStartObject();
        json.WriteString("kind", attachment.Kind);
        json.WriteString("type", attachment.Type);
        json.WriteString("digest", attachment.Digest);
        json.WriteEndObject();
    }

    private static void WriteBase(Utf8JsonWriter json, BaseImageFacts image)
    {
        json.WriteStartObject("base");
        json.WriteString("name", image.Name);
        json.WriteString("by", image.By);
        json.WriteIfKnown("digest", image.Digest);
        json.WriteEndObject();
    }

    private static void WriteAdvice(Utf8JsonWriter json, BaseAdvice advice)
    {
        json.WriteStartObject("baseAdvice");
        json.WriteIfKnown("base", advice.Base);
        json.WriteBoolean("knowsBase", advice.KnowsBase);
        json.WriteArray("candidates", advice.Candidates, WriteCandidate);
        json.WriteEndObject();
    }

    private static void WriteCandidate(Utf8JsonWriter json, BaseCandidate candidate)
    {
        json.WriteStartObject();
        json.WriteString("name", candidate.Name);
        json.WriteNumber("before", candidate.Before);
        json.WriteNumber("removed", candidate.Removed);
        json.WriteNumber("added", candidate.Added);
        json.WriteNumber("left", candidate.Left);
        json.WriteBoolean("sameDistribution", candidate.IsSameDistribution);
        json.WriteBoolean("rebuild", candidate.IsRebuild);
        json.WriteStrings("removes", candidate.Removes);
        WriteEdits(json, candidate);
        json.WriteIfKnown("editNote", candidate.EditNote);
        json.WriteEndObject();
    }

    /// <summary>Writes the edits that name a base image; nothing when it has none.</summary>
    public static void WriteEdits(Utf8JsonWriter json, BaseCandidate candidate)
    {
        FindingJson.WriteEdit(json, "edit", candidate.Edit);
        json.WriteIfKnown("replaces", candidate.Replaces);
        FindingJson.WriteEdit(json, "digestEdit", candidate.DigestEdit);
        json.WriteIfKnown("replacesDigest", candidate.ReplacesDigest);
    }

    private static void WriteApplication(Utf8JsonWriter json, DotNetApplication application)
    {
        json.WriteStartObject();
        json.WriteString("path", application.Path);
        json.WriteArray("frameworks", application.Frameworks, WriteFramework);
        json.WriteEndObject();
    }

    private static void WriteFramework(Utf8JsonWriter json, DotNetFramework framework)
    {
        json.WriteStartObject();
        json.WriteString("name", framework.Name);
        json.WriteString("requested", framework.Requested);
        json.WriteIfKnown("runsOn", framework.RunsOn);
        json.WriteEndObject();
    }

    private static void WriteDistribution(Utf8JsonWriter json, Distribution distribution)
    {
        json.WriteStartObject("distribution");
        json.WriteString("id", distribution.Id);
        json.WriteString("versionId", distribution.VersionId);
        json.WriteString("prettyName", distribution.PrettyName);
        json.WriteIfKnown("codename", distribution.Codename);
        json.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter json, LayerRisk risk)
    {
        var layer = risk.Layer;
        json.WriteStartObject();
        json.WriteNumber("index", layer.Facts.Index);
        json.WriteIfKnown("diffId", layer.Facts.DiffId);
        json.WriteIfKnown("createdBy", layer.Facts.CreatedBy);
        json.WriteIfKnown("origin", ReportWords.Of(layer.Facts.Origin));
        json.WriteNumber("bytes", layer.Bytes);
        json.WriteNumber("files", layer.Files);
        json.WriteBoolean("complete", layer.Complete);
        json.WriteNumber("findings", risk.Counts.Total);
        json.WriteNumber("risk", Math.Round(risk.Score, 1));
        json.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter json, Package package, Distribution? distribution)
    {
        json.WriteStartObject();
        json.WriteString("purl", PackageUrl.For(package, distribution).ToString());
        json.WriteString("type", package.Type.Purl);
        json.WriteString("name", package.Name);
        json.WriteString("version", package.Version);
        json.WriteIfKnown("sourceName", package.SourceName);
        json.WriteIfKnown("sourceVersion", package.SourceVersion);
        json.WriteIfKnown("architecture", package.Architecture);
        json.WriteStrings("licenses", package.Licenses);
        json.WriteString("foundIn", package.FoundIn.Value);
        json.WriteIfKnown("layer", package.Layer);
        json.WriteIfKnown("supersededBy", package.SupersededBy);
        json.WriteEndObject();
    }
}
