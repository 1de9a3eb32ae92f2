using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Dockerfiles.Yaml;
using PipelineGuard.Findings;
using YamlDotNet.Core;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>Finds what a Compose file builds.</summary>
internal static class ComposeFile
{
    private const int MostServices = 1_000;

    /// <summary>The builds of all services, in order.</summary>
    /// <param name="file">The file's text.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <param name="log">Takes what is not understood.</param>
    public static ImmutableArray<ComposeBuild> Read(SourceText file, string name, IScanLog log)
    {
        try
        {
            return YamlValue.Read(file.Text[file.MarkLength..])?["services"] is { } services ? [.. services.Entries.Take(MostServices).SelectMany(service => Builds(service, file))] : [];
        }
        catch (YamlException e)
        {
            var place = FormattableString.Invariant($"{name}({Math.Max(e.Start.Line, 1)},{Math.Max(e.Start.Column, 1)})");
            log.Report(new(Problems.BadComposeFile, place, "It is not valid YAML."));
            return [];
        }
    }

    /// <summary>The Dockerfile that stands in the file for a service; null when there is none, or the file is not valid YAML.</summary>
    public static SourceText? InlineOf(SourceText file, string service)
    {
        try
        {
            return YamlValue.Read(file.Text[file.MarkLength..])?["services"]?[service]?["build"]?["dockerfile_inline"] is { Text: not null } inline ? ComposeText.Read(file, inline) : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static IEnumerable<ComposeBuild> Builds((YamlValue Key, YamlValue Value) service, SourceText file)
    {
        if (service.Value["build"] is not { } build) yield break;
        string name = service.Key.Text ?? "";
        if (build.Text is { } context) yield return new(name, context, build.Line);
        else if (!build.Entries.IsEmpty)
        {
            yield return new(name, build["context"]?.Text ?? ".", build.Line)
            {
                Dockerfile = build["dockerfile"]?.Text,
                Inline = build["dockerfile_inline"] is { Text: not null } inline ? ComposeText.Read(file, inline) : null,
            };
        }
    }
}
