using System.Collections.Frozen;
using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Policy.Reading;

namespace PipelineGuard.Compliance;

/// <summary>Reads compliance templates: those that come with PipelineGuard and those of users.</summary>
internal static class TemplateReader
{
    private const string Folder = "PipelineGuard.Compliance.Templates.";

    /// <summary>The text of a template that comes with PipelineGuard.</summary>
    /// <param name="id">One of <see cref="ComplianceStandards.Known"/>.</param>
    public static string TextOf(string id)
    {
        using var stream = typeof(TemplateReader).Assembly.GetManifestResourceStream($"{Folder}{id}.yml")
            ?? throw new InvalidOperationException($"The template {id} is not embedded.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }

    /// <summary>A template that comes with PipelineGuard.</summary>
    /// <param name="id">One of <see cref="ComplianceStandards.Known"/>.</param>
    /// <param name="rules">The ids of all rules there are.</param>
    public static ComplianceTemplate Embedded(string id, FrozenSet<string> rules) =>
        Read(TextOf(id), $"{id}.yml", rules) is { Template: { } template } reading ? template with { Source = null } : throw new InvalidOperationException($"The template {id} is wrong.");

    /// <summary>A template of a user.</summary>
    /// <param name="path">The file, YAML or JSON.</param>
    /// <param name="shownAs">How messages and reports name it.</param>
    /// <param name="rules">The ids of all rules there are.</param>
    /// <exception cref="GuardException">PG1007 when it is not there, PG1008 with the first mistake and how many more there are.</exception>
    public static ComplianceTemplate Load(string path, string shownAs, FrozenSet<string> rules)
    {
        var reading = ReadFile(path, shownAs, rules);
        return reading.Template ?? throw PolicyFile.Wrong(reading.Mistakes, Problems.BadTemplate);
    }

    /// <summary>A file and all of its mistakes.</summary>
    /// <exception cref="GuardException">PG1007 when it is not there, PG1008 when it cannot be read at all.</exception>
    public static TemplateReading ReadFile(string path, string shownAs, FrozenSet<string> rules) =>
        Read(PolicyFile.ReadText(path, shownAs, Problems.TemplateNotFound, Problems.BadTemplate), shownAs, rules);

    /// <summary>Reads a text. Never throws, whatever the text.</summary>
    /// <param name="text">YAML 1.2 or JSON.</param>
    /// <param name="file">The file as shown to users.</param>
    /// <param name="rules">The ids of all rules there are.</param>
    public static TemplateReading Read(string text, string file, FrozenSet<string> rules)
    {
        var errors = new PolicyErrors(file);
        ComplianceTemplate template = new("", "", "") { Scope = "", Source = file };
        if (YamlTreeReader.Read(text, errors, "a template", "'pipelineguard compliance show cis-docker' prints one to start from") is { } root)
            template = new TemplateKeys(rules).Template().Read(new(root, errors), template);
        return errors.All is { IsEmpty: false } mistakes ? new(null, mistakes) : new(template, []);
    }
}

/// <summary>A template, or what is wrong with it.</summary>
/// <param name="Template">The template; null when there are mistakes.</param>
/// <param name="Mistakes">All mistakes by place; empty when there is a template.</param>
internal sealed record TemplateReading(ComplianceTemplate? Template, ImmutableArray<PolicyError> Mistakes);
