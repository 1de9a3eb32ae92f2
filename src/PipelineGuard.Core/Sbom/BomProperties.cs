namespace PipelineGuard.Sbom;

/// <summary>
/// The names of what formats have no place for. Ours start with <c>pipelineguard:</c>. The others are Syft's and Trivy's, as their output
/// shows them: both tools match packages of an operating system by these, so that a bill of ours gives the same findings there.
/// </summary>
internal static class BomProperties
{
    public const string Kind = "pipelineguard:target:kind";
    public const string Platform = "pipelineguard:target:platform";
    public const string LayerIndex = "pipelineguard:layer:index";
    public const string LayerDiffId = "pipelineguard:layer:diffId";
    public const string FoundIn = "pipelineguard:foundIn";
    public const string SupersededBy = "pipelineguard:supersededBy";
    public const string SourceKnown = "pipelineguard:source:known";
    public const string Builder = "pipelineguard:builder";
    public const string Codename = "pipelineguard:distro:codename";

    private const string LayerPrefix = "pipelineguard:layer:";
    private const string DiffIdSuffix = ":diffId";
    private const string CreatedBySuffix = ":createdBy";

    public const string SyftDistroId = "syft:distro:id";
    public const string SyftDistroVersion = "syft:distro:versionID";
    public const string SyftDistroName = "syft:distro:prettyName";

    public const string TrivyType = "aquasecurity:trivy:Type";
    public const string TrivyClass = "aquasecurity:trivy:Class";
    public const string TrivyClassOfSystem = "os-pkgs";
    public const string TrivySourceName = "aquasecurity:trivy:SrcName";
    public const string TrivySourceVersion = "aquasecurity:trivy:SrcVersion";
    public const string TrivySourceRelease = "aquasecurity:trivy:SrcRelease";
    public const string TrivySourceEpoch = "aquasecurity:trivy:SrcEpoch";
    public const string TrivyModule = "aquasecurity:trivy:Modularitylabel";
    public const string TrivyLayerDiffId = "aquasecurity:trivy:LayerDiffID";

    /// <summary><c>pipelineguard:layer:0:diffId</c>, of the image.</summary>
    public static string DiffIdOf(int layer) => $"{LayerPrefix}{layer}{DiffIdSuffix}";

    /// <summary><c>pipelineguard:layer:0:createdBy</c>, of the image.</summary>
    public static string CreatedByOf(int layer) => $"{LayerPrefix}{layer}{CreatedBySuffix}";
}
