using System.Text.Json;
using System.Text.Json.Serialization;

namespace PipelineGuard.GitHub;

// What is sent to GitHub's REST API and what is read of its answers, by its OpenAPI description. Names become snake_case.
internal sealed record SarifBody(string CommitSha, string Ref, string Sarif, string? CheckoutUri, string ToolName);

internal sealed record SarifReceipt(string? Id);

internal sealed record SarifState(string? ProcessingStatus, IReadOnlyList<string>? Errors);

internal sealed record CheckBody(string? Name, string? HeadSha, string? Status, string? Conclusion, string? DetailsUrl, CheckOutput Output);

internal sealed record CheckOutput(string Title, string Summary, IReadOnlyList<CheckAnnotation> Annotations);

internal sealed record CheckAnnotation(string Path, int StartLine, int EndLine, int? StartColumn, int? EndColumn, string AnnotationLevel, string Message, string Title);

internal sealed record CheckReceipt(long Id, string? HtmlUrl);

internal sealed record CommentBody(string Body);

internal sealed record CommentUser(string? Type);

internal sealed record Comment(long Id, string? Body, string? HtmlUrl, CommentUser? User, string? AuthorAssociation);

internal sealed record ChangedFile(string? Filename, string? Status, string? Patch);

internal sealed record ReviewBody(string CommitId, string Event, string Body, IReadOnlyList<ReviewComment> Comments);

internal sealed record ReviewComment(string Path, int Line, string Side, string Body);

internal sealed record Review(long Id, string? HtmlUrl);

internal sealed record SnapshotBody(int Version, SnapshotJob Job, string Sha, string Ref, SnapshotDetector Detector, IReadOnlyDictionary<string, SnapshotManifest> Manifests, string Scanned);

internal sealed record SnapshotJob(string Id, string Correlator, string? HtmlUrl);

internal sealed record SnapshotDetector(string Name, string Version, string Url);

internal sealed record SnapshotManifest(string Name, SnapshotFile? File, IReadOnlyDictionary<string, SnapshotDependency> Resolved);

internal sealed record SnapshotFile(string SourceLocation);

internal sealed record SnapshotDependency(string PackageUrl, string Relationship, string Scope);

internal sealed record SnapshotReceipt(long Id, string? Result, string? Message);

internal sealed record ApiFault(string? Message);

/// <summary>Makes them JSON without reflection, so that the native command can.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SarifBody))]
[JsonSerializable(typeof(SarifReceipt))]
[JsonSerializable(typeof(SarifState))]
[JsonSerializable(typeof(CheckBody))]
[JsonSerializable(typeof(CheckReceipt))]
[JsonSerializable(typeof(CommentBody))]
[JsonSerializable(typeof(Comment))]
[JsonSerializable(typeof(List<Comment>))]
[JsonSerializable(typeof(List<ChangedFile>))]
[JsonSerializable(typeof(ReviewBody))]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(SnapshotBody))]
[JsonSerializable(typeof(SnapshotReceipt))]
[JsonSerializable(typeof(ApiFault))]
internal sealed partial class ApiMessages : JsonSerializerContext, Octokit.Internal.IJsonSerializer
{
    public string Serialize(object item) => JsonSerializer.Serialize(item, item.GetType(), Default);

    public T Deserialize<T>(string json) => (T)JsonSerializer.Deserialize(json, typeof(T), Default)!;
}
