using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Yaml;
using PipelineGuard.Findings;
using YamlDotNet.Core;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>Finds what a Compose file builds.</summary>
internal static class ComposeFile
{
    private const int MostServices = 1_000;

    /// <summary>The builds of all services, in order.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <param name="log">Takes what is not understood.</param>
    public static ImmutableArray<ComposeBuild> Read(string text, string name, IScanLog log)
    {
        try
        {
            return YamlValue.Read(text)?["services"] is { } services ? [.. services.Entries.Take(MostServices).SelectMany(Builds)] : [];
        }
        catch (YamlException e)
        {
            var place = FormattableString.Invariant($"{name}({Math.Max(e.Start.Line, 1)},{Math.Max(e.Start.Column, 1)})");
            log.Report(new(Problems.BadComposeFile, place, "It is not valid YAML."));
            return [];
        }
    }

    private static IEnumerable<ComposeBuild> Builds((YamlValue Key, YamlValue Value) service)
    {
        if (service.Value["build"] is not { } build) yield break;
        string name = service.Key.Text ?? "";
        if (build.Text is { } context) yield return new(name, context, build.Line);
        else if (!build.Entries.IsEmpty)
        {
            yield return new(name, build["context"]?.Text ?? ".", build.Line)
            {
                Dockerfile = build["dockerfile"]?.Text,
                InlineText = build["dockerfile_inline"]?.Text,
            };
        }
    }
}
