using System.Text;

namespace PipelineGuard.Packages.Catalogers.Ruby;

/// <summary>
/// What a gem's specification says. It is a Ruby program, written by RubyGems always in the same way: a comment
/// <c># stub: NAME VERSION PLATFORM PATHS</c>, and lines <c>s.name = "NAME".freeze</c>. It is read, never run.
/// </summary>
internal sealed class GemSpecification
{
    private const string Stub = "# stub: ";

    /// <summary>The name; null when there is none.</summary>
    public string? Name { get; private set; }

    /// <summary>The version without the platform; null when there is none.</summary>
    public string? Version { get; private set; }

    /// <summary>The licences as written.</summary>
    public List<string> Licenses { get; } = [];

    /// <summary>The gems that it needs to run.</summary>
    public List<string> DependsOn { get; } = [];

    /// <summary>Reads a specification. Never throws.</summary>
    public static GemSpecification Parse(ReadOnlySpan<byte> text)
    {
        var specification = new GemSpecification();
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line))
        {
            if (line.Length <= 4096) specification.Take(Encoding.UTF8.GetString(line).Trim());
        }
        return specification;
    }

    private void Take(string line)
    {
        if (line.StartsWith(Stub, StringComparison.Ordinal))
        {
            var words = line[Stub.Length..].Split(' ');
            if (words.Length >= 2) (Name, Version) = (words[0], words[1]);
        }
        else if (Assigned(line, "name") is { } name) Name ??= name;
        else if (Assigned(line, "version") is { } version) Version ??= version;
        else if (Assigned(line, "license") is { } license) Licenses.Add(license);
        else if (line.Contains(".licenses = ", StringComparison.Ordinal)) Licenses.AddRange(Quoted(line).Take(Plausibility.MaxLicenses));
        else if (line.Contains(".add_runtime_dependency(", StringComparison.Ordinal) || line.Contains(".add_dependency(", StringComparison.Ordinal)) AddNeed(line);
    }

    private void AddNeed(string line)
    {
        if (DependsOn.Count < Plausibility.MaxNames && Quoted(line).FirstOrDefault() is { } name && Plausibility.IsName(name)) DependsOn.Add(name);
    }

    // s.version = "1.0".freeze, or Gem::Version.new("1.0")
    private static string? Assigned(string line, string property)
    {
        int at = line.IndexOf('.', StringComparison.Ordinal);
        return at > 0 && at < 8 && line.AsSpan(at + 1).StartsWith(property, StringComparison.Ordinal) && line.AsSpan(at + 1 + property.Length).TrimStart() is ['=', ' ', ..]
            ? Quoted(line).FirstOrDefault()
            : null;
    }

    private static IEnumerable<string> Quoted(string line) => TomlLines.Strings(line);
}
