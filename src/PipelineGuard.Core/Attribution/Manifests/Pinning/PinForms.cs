using System.Collections.Immutable;

namespace PipelineGuard.Attribution.Manifests.Pinning;

/// <summary>The forms in which manifests pin packages.</summary>
internal static class PinForms
{
    /// <summary>A NuGet reference with its version, behind another one.</summary>
    public static PinForm Reference { get; } = new("\n<PackageReference Include=\"{package}\" Version=\"{version}\" />") { Anchor = "/>" };

    /// <summary>A NuGet reference whose version is central.</summary>
    public static PinForm CentralReference { get; } = new("\n<PackageReference Include=\"{package}\" />") { Anchor = "/>" };

    /// <summary>A central NuGet version.</summary>
    public static PinForm CentralVersion { get; } = new("\n<PackageVersion Include=\"{package}\" Version=\"{version}\" />") { Anchor = "/>" };

    /// <summary>The members of <c>package.json</c> that overrule versions (npm, "overrides"; Yarn, "Selective dependency resolutions"; pnpm, "pnpm.overrides").</summary>
    public static ImmutableArray<NpmForms> Npm { get; } = [new("overrides", null), new("resolutions", null), new("overrides", "pnpm")];

    /// <summary>A requirement on a line of its own (<c>requirements.txt</c>).</summary>
    public static PinForm Requirement { get; } = new("\n{package}>={version}");

    /// <summary>A requirement in a list of strings (<c>pyproject.toml</c>, PEP 621), by the quote in use.</summary>
    public static PinForm QuotedRequirement { get; } = new(",\n\"{package}>={version}\"") { Anchor = "\"" };

    /// <inheritdoc cref="QuotedRequirement"/>
    public static PinForm SingleQuotedRequirement { get; } = new(",\n'{package}>={version}'") { Anchor = "'" };

    /// <summary>A key of a table (Poetry, <c>Pipfile</c>).</summary>
    public static PinForm PythonKey { get; } = new("\n{package} = \">={version}\"");

    /// <summary>The lowest version behind a requirement that names none.</summary>
    public static PinForm LowestVersion { get; } = new(">={version}");

    /// <summary>A Maven dependency's own version, where one is managed elsewhere.</summary>
    public static PinForm MavenVersion { get; } = new("\n<version>{version}</version>") { Anchor = "</artifactId>", IsBesideBringer = false };

    /// <summary>A managed version, first of those that there are.</summary>
    public static PinForm Managed { get; } = new(Dependency) { Anchor = "<dependencies>", IsBesideBringer = false };

    /// <summary>The first managed version of a project, in front of its dependencies.</summary>
    public static PinForm FirstManaged { get; } = new(DeeperDependency)
    {
        Open = "<dependencyManagement>\n\t<dependencies>",
        Close = "\n\t</dependencies>\n</dependencyManagement>\n",
        Follows = "<dependencies>",
        IsBesideBringer = false,
    };

    /// <summary>All of them.</summary>
    public static ImmutableArray<PinForm> All { get; } =
    [
        Reference, CentralReference, CentralVersion, .. Npm.SelectMany(forms => forms.All), Requirement, QuotedRequirement, SingleQuotedRequirement, PythonKey, LowestVersion, MavenVersion,
        Managed, FirstManaged,
    ];

    private const string Dependency = "\n\t<dependency>\n\t\t<groupId>{group}</groupId>\n\t\t<artifactId>{artifact}</artifactId>\n\t\t<version>{version}</version>\n\t</dependency>";
    private const string DeeperDependency = "\n\t\t<dependency>\n\t\t\t<groupId>{group}</groupId>\n\t\t\t<artifactId>{artifact}</artifactId>\n\t\t\t<version>{version}</version>\n\t\t</dependency>";
}
