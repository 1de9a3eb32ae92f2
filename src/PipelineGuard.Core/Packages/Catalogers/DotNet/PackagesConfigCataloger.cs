using System.Xml;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>Lists what <c>packages.config</c> declares (NuGet, "packages.config reference"), without what is for development only.</summary>
internal sealed class PackagesConfigCataloger : IPackageCataloger
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    public string Name => "packages-config";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "packages.config");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var packages = new List<Package>();
        try
        {
            using var text = new MemoryStream(file.Content.ToArray());
            using var reader = XmlReader.Create(text, Settings);
            while (reader.Read() && packages.Count < Plausibility.MaxEntries) Take(reader, file.Path, packages);
        }
        catch (XmlException broken)
        {
            damage.Add(broken.LineNumber, "The text is not XML from here on.");
        }
        if (packages.Count >= Plausibility.MaxEntries) damage.Add(line: null, "There are too many packages; those behind the first were not read.");
        return packages;
    }

    private static void Take(XmlReader reader, ImagePath file, List<Package> packages)
    {
        const int Depth = 1;
        if (reader is not { NodeType: XmlNodeType.Element, LocalName: "package", Depth: Depth }) return;
        if (string.Equals(reader.GetAttribute("developmentDependency"), "true", StringComparison.OrdinalIgnoreCase)) return;
        if (LockedPackage.Of(PackageType.NuGet, reader.GetAttribute("id"), reader.GetAttribute("version"), file) is { } package) packages.Add(package);
    }
}
