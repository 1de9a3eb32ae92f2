namespace PipelineGuard.Packages.Catalogers.Java;

/// <summary>The main section of a <c>META-INF/MANIFEST.MF</c> (JAR File Specification, "JAR Manifest").</summary>
internal sealed class JarManifest
{
    private const int MaxAttributes = 500;

    private readonly Dictionary<string, string> _attributes = new(StringComparer.OrdinalIgnoreCase);

    private JarManifest()
    {
    }

    /// <summary>One without attributes.</summary>
    public static JarManifest None { get; } = new();

    /// <summary>The value of an attribute; null when it is missing or empty. Case does not count.</summary>
    public string? this[string name] => _attributes.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The bundle's name without directives (OSGi Core, <c>Bundle-SymbolicName</c>); null when it is none.</summary>
    public string? SymbolicName => this["Bundle-SymbolicName"] is { } name ? name.Split(';', 2)[0].Trim() : null;

    /// <summary>True for a part of a Java runtime: its own libraries are no packages.</summary>
    public bool IsOfJavaRuntime => this["Implementation-Title"] == "Java Runtime Environment" || this["Specification-Title"] == "Java Platform API Specification";

    /// <summary>Reads the main section: sections about single files stand behind the first empty line. Never throws.</summary>
    public static JarManifest Parse(ReadOnlySpan<byte> text)
    {
        var manifest = new JarManifest();
        var attribute = new List<byte>();
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line) && !line.IsEmpty && manifest._attributes.Count < MaxAttributes)
        {
            // A line has 72 bytes at most; the rest of a value stands behind one space in the next, and may be cut inside a character.
            if (line[0] != (byte)' ')
            {
                manifest.Add(attribute);
                attribute.Clear();
            }
            attribute.AddRange(line[0] == (byte)' ' ? line[1..] : line);
        }
        manifest.Add(attribute);
        return manifest;
    }

    private void Add(List<byte> attribute)
    {
        var text = Plausibility.Decode([.. attribute]);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0) _attributes.TryAdd(text[..colon], text[(colon + 1)..].Trim());
    }
}
