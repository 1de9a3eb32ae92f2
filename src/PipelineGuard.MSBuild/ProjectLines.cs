using System.Xml;
using System.Xml.Linq;
using PipelineGuard.Findings;

namespace PipelineGuard.MSBuild;

/// <summary>Finds the line of a project, or of the central list of versions, that brings a NuGet package.</summary>
internal static class ProjectLines
{
    /// <summary>Where the version of the finding's package stands, else where it is referenced; null when the project does not name it.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="project">The project file.</param>
    public static Location? Of(Finding finding, string project)
    {
        if (finding.Package is not { Type: "nuget", Name: var name }) return null;
        return Find(CentralVersions(project), "PackageVersion", name) ?? Find(project, "PackageReference", name);
    }

    private static string? CentralVersions(string project)
    {
        for (var folder = Path.GetDirectoryName(project); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "Directory.Packages.props");
            if (File.Exists(file)) return file;
        }
        return null;
    }

    private static Location? Find(string? file, string item, string package)
    {
        if (file is null) return null;
        try
        {
            var element = XDocument.Load(file, LoadOptions.SetLineInfo).Descendants().FirstOrDefault(element => element.Name.LocalName == item && Names(element, package));
            return element is IXmlLineInfo place && place.HasLineInfo() ? new(LocationKind.Source, file) { Line = place.LineNumber, Column = Math.Max(1, place.LinePosition - 1) } : null;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Names(XElement element, string package) =>
        ((string?)element.Attribute("Include") ?? (string?)element.Attribute("Update") ?? "").Split(';', StringSplitOptions.TrimEntries).Contains(package, StringComparer.OrdinalIgnoreCase);
}
