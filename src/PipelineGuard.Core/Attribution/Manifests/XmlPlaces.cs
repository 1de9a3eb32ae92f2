using System.Xml;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Attribution.Manifests;

/// <summary>An element of an XML file with its place.</summary>
/// <param name="Name">Its local name.</param>
/// <param name="Parent">The element around it; null for the root.</param>
/// <param name="Start">Offset of its <c>&lt;</c>.</param>
internal sealed record XmlElement(string Name, XmlElement? Parent, int Start)
{
    /// <summary>The attributes: the value, and where it stands.</summary>
    public Dictionary<string, (string Value, int Start)> Attributes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The text in it, white space around it removed; empty when there is none.</summary>
    public string Text { get; set; } = "";

    /// <summary>Offset of the text.</summary>
    public int TextStart { get; set; }

    /// <summary>Offset behind the end of its start tag.</summary>
    public int End { get; set; }

    /// <summary>The elements in it.</summary>
    public List<XmlElement> Children { get; } = [];

    /// <summary>The first child of a name; null when there is none.</summary>
    public XmlElement? Child(string name) => Children.Find(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Reads XML files with the places of what they hold.</summary>
internal static class XmlPlaces
{
    private const int DeepestNesting = 64;
    private const int MostElements = 200_000;

    /// <summary>All elements in the order of the file; what stands before a mistake when there is one.</summary>
    public static List<XmlElement> Read(SourceFile file)
    {
        var elements = new List<XmlElement>();
        try
        {
            using var text = new StringReader(file.Source.Text[file.Source.MarkLength..]);
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = file.Source.Text.Length, MaxCharactersFromEntities = 1024 });
            Read(reader, file, elements);
        }
        catch (XmlException)
        {
            // The rest names nothing that we could find.
        }
        return elements;
    }

    private static void Read(XmlReader reader, SourceFile file, List<XmlElement> elements)
    {
        XmlElement? current = null;
        var lines = (IXmlLineInfo)reader;
        while (elements.Count < MostElements && reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth < DeepestNesting)
            {
                var element = new XmlElement(reader.LocalName, current, Offset(file, lines) - 1);
                element.End = file.Source.Text.IndexOf('>', Math.Max(element.Start, 0)) is var end and >= 0 ? end + 1 : file.Source.Text.Length;
                bool isEmpty = reader.IsEmptyElement;
                while (reader.MoveToNextAttribute()) element.Attributes.TryAdd(reader.LocalName, (reader.Value, ValueStart(file, Offset(file, lines))));
                current?.Children.Add(element);
                elements.Add(element);
                if (!isEmpty) current = element;
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.Depth < DeepestNesting) current = current?.Parent;
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && current is { Text.Length: 0 })
            {
                var value = reader.Value;
                (current.Text, current.TextStart) = (value.Trim(), Offset(file, lines) + (value.Length - value.TrimStart().Length));
            }
        }
    }

    private static int Offset(SourceFile file, IXmlLineInfo lines) => file.Source.OffsetOf(new LinePosition(lines.LineNumber, lines.LinePosition));

    // Behind the name, an equals sign and a quote.
    private static int ValueStart(SourceFile file, int name)
    {
        int quote = file.Source.Text.AsSpan(name).IndexOfAny('"', '\'');
        return quote < 0 ? name : name + quote + 1;
    }
}
