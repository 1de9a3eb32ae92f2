using System.Xml;

namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>What a <c>pom.xml</c> says (Maven, "POM Reference"), as far as it stands in the file itself: parents are elsewhere.</summary>
internal sealed class PomXml
{
    private const int MaxProperties = 1_000;

    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal);
    private readonly List<string?> _licenses = [];
    private MavenCoordinates _own;
    private MavenCoordinates _parent;

    private PomXml()
    {
    }

    /// <summary>The coordinates; group and version are those of the parent where the project has none of its own.</summary>
    public MavenCoordinates Coordinates => new(Id(_own.Group ?? _parent.Group), Id(_own.Artifact), Version(_own.Version ?? _parent.Version));

    /// <summary>The names of its licences.</summary>
    public IEnumerable<string?> Licenses => _licenses;

    /// <summary>Reads one.</summary>
    /// <exception cref="XmlException">It is no XML; nothing of it counts.</exception>
    public static PomXml Parse(byte[] text)
    {
        // No definition of the document is read: it could name files of the host, or grow without end.
        using var reader = XmlReader.Create(new MemoryStream(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
        var pom = new PomXml();
        if (reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "project") pom.ReadProject(reader);
        return pom;
    }

    private void ReadProject(XmlReader reader) => ForEachChild(reader, () =>
    {
        switch (reader.LocalName)
        {
            case "groupId" or "artifactId" or "version": _own = Take(reader, _own); break;
            case "parent": ForEachChild(reader, () => _parent = Take(reader, _parent)); break;
            case "properties": ForEachChild(reader, () => TakeProperty(reader)); break;
            case "licenses": ForEachChild(reader, () => ForEachChild(reader, () => TakeLicense(reader))); break;
            default: reader.Skip(); break;
        }
    });

    private static MavenCoordinates Take(XmlReader reader, MavenCoordinates coordinates)
    {
        var name = reader.LocalName;
        var text = Text(reader);
        return name switch
        {
            "groupId" => coordinates with { Group = text },
            "artifactId" => coordinates with { Artifact = text },
            "version" => coordinates with { Version = text },
            _ => coordinates,
        };
    }

    private void TakeProperty(XmlReader reader)
    {
        var name = reader.LocalName;
        if (Text(reader) is { } value && _properties.Count < MaxProperties) _properties[name] = value;
    }

    private void TakeLicense(XmlReader reader)
    {
        bool isName = reader.LocalName == "name";
        if (Text(reader) is { } text && isName && _licenses.Count < Plausibility.MaxLicenses) _licenses.Add(text);
    }

    // Leaves the reader behind the element that it stands on. "read" does the same for each child.
    private static void ForEachChild(XmlReader reader, Action read)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }
        int depth = reader.Depth;
        reader.Read();
        while (!reader.EOF && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element) read();
            else reader.Read();
        }
        reader.Read();
    }

    // Null for an element that holds others, or too much.
    private static string? Text(XmlReader reader)
    {
        const int MaxLength = 1_024;
        string? text = null;
        bool isPlain = true;
        if (!reader.IsEmptyElement)
        {
            int depth = reader.Depth;
            while (reader.Read() && reader.Depth > depth)
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) text = reader.Value.Trim();
                else if (reader.NodeType == XmlNodeType.Element) isPlain = false;
            }
        }
        reader.Read();
        return isPlain && text is { Length: > 0 and <= MaxLength } ? text : null;
    }

    private string? Id(string? text) => Resolved(text) is { } id && MavenCoordinates.IsId(id) ? id : null;

    private string? Version(string? text) => Resolved(text) is { } version && MavenCoordinates.IsVersion(version) ? version : null;

    // A whole value or a part of it may be a property: "${revision}${changelist}".
    private string? Resolved(string? text)
    {
        const int MaxSteps = 8;
        for (int step = 0; step < MaxSteps && text?.IndexOf("${", StringComparison.Ordinal) is >= 0 and var start; step++)
        {
            int end = text.IndexOf('}', start);
            if (end < 0 || Property(text[(start + 2)..end]) is not { } value || value.Length > 256) return null;
            text = string.Concat(text.AsSpan(0, start), value, text.AsSpan(end + 1));
        }
        return text;
    }

    private string? Property(string name) => name switch
    {
        "project.groupId" or "pom.groupId" or "groupId" => _own.Group ?? _parent.Group,
        "project.version" or "pom.version" or "version" => _own.Version ?? _parent.Version,
        "project.artifactId" or "pom.artifactId" or "artifactId" => _own.Artifact,
        "project.parent.version" or "parent.version" => _parent.Version,
        "project.parent.groupId" or "parent.groupId" => _parent.Group,
        _ => _properties.GetValueOrDefault(name),
    };
}
