using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis.Sarif;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using PipelineGuard.Reporting.Json;

namespace PipelineGuard.Reporting.Sarif;

/// <summary>Writes a report as SARIF that the hosts accept whole: what does not fit is trimmed from the mild end, and the file says so.</summary>
internal static class SarifReport
{
    // Compression is not quite proportional to the number of results; aiming a little lower saves another round.
    private const double Margin = 0.9;

    private static readonly JsonSerializerSettings Settings = new() { Formatting = Formatting.Indented, ContractResolver = new Contracts() };

    public static void Write(ScanReport report, TextWriter writer)
    {
        foreach (var chunk in Fitting(report, SarifLimits.Hosts).GetChunks()) writer.Write(chunk.Span);
    }

    /// <summary>The text of the file, with as many results as fit.</summary>
    public static StringBuilder Fitting(ScanReport report, SarifLimits limits)
    {
        var findings = report.Findings.Order().Take(Math.Min(limits.Results, limits.Rules)).ToImmutableArray();
        while (true)
        {
            var text = Serialized(SarifMapper.Map(report, findings, limits));
            long size = GzippedSize(text, limits.GzippedBytes);
            if (size <= limits.GzippedBytes || findings.IsEmpty) return text;
            int fitting = (int)(findings.Length * Margin * limits.GzippedBytes / size);
            findings = findings[..Math.Min(fitting, findings.Length - 1)];
        }
    }

    private static StringBuilder Serialized(SarifLog log)
    {
        var text = new StringBuilder();
        using var writer = new SafeJsonWriter(new StringWriter(text, CultureInfo.InvariantCulture)) { NewLine = "\n" };
        JsonSerializer.Create(Settings).Serialize(writer, log);
        writer.WriteLine();
        return text;
    }

    // Only files that are too large as they are need to be compressed to know.
    private static long GzippedSize(StringBuilder text, long enough)
    {
        long plain = 0;
        foreach (var chunk in text.GetChunks()) plain += Encoding.UTF8.GetByteCount(chunk.Span);
        if (plain <= enough) return plain;
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new StreamWriter(gzip))
        {
            foreach (var chunk in text.GetChunks()) writer.Write(chunk.Span);
        }
        return compressed.Length;
    }

    private sealed class Contracts : DefaultContractResolver
    {
        // Members are read by plain reflection: the default makes code at run time, which a native binary can only interpret.
        protected override IValueProvider CreateMemberValueProvider(MemberInfo member) => new ReflectionValueProvider(member);

        // The SDK leaves out empty lists, but GitHub wants a rule table in every file.
        protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
        {
            var property = base.CreateProperty(member, memberSerialization);
            if (member.DeclaringType == typeof(ToolComponent) && member.Name == nameof(ToolComponent.Rules)) property.ShouldSerialize = null;
            return property;
        }
    }
}
