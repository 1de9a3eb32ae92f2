using System.Text.Json;
using PipelineGuard.Packages.DotNet;

namespace PipelineGuard.Packages.Catalogers.DotNet;

/// <summary>
/// Reads an application's <c>.runtimeconfig.json</c> (dotnet/sdk, "Runtime configuration file"): which shared frameworks it asks for. One that
/// brings its runtime along asks for none.
/// </summary>
internal sealed class RuntimeConfigJson
{
    // An application that asks for more is no application: there are three frameworks.
    private const int MaxFrameworks = 64;

    private readonly List<(string? Name, string? Version, RollForward? RollForward)> _frameworks = [];
    private RollForward _rollForward = RollForward.Minor;

    /// <summary>The line, counted from 1, where the text stops being JSON; null when all of it was read.</summary>
    public int? DamagedLine { get; private set; }

    /// <summary>The frameworks: name, version asked for, and how far the host may go.</summary>
    public IEnumerable<(string Name, string Version, RollForward RollForward)> Frameworks =>
        from framework in _frameworks
        where framework is { Name.Length: > 0, Version.Length: > 0 }
        select (framework.Name, framework.Version, framework.RollForward ?? _rollForward);

    /// <summary>Reads one. Never throws.</summary>
    public static RuntimeConfigJson Parse(ReadOnlySpan<byte> json)
    {
        var config = new RuntimeConfigJson();
        try
        {
            var reader = JsonText.Open(json);
            JsonText.EnterObject(ref reader);
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (name == "runtimeOptions" && reader.TokenType == JsonTokenType.StartObject) config.TakeOptions(ref reader);
                else reader.Skip();
            }
        }
        catch (JsonException damage)
        {
            config.DamagedLine = (int)(damage.LineNumber ?? 0) + 1;
        }
        return config;
    }

    private void TakeOptions(ref Utf8JsonReader reader)
    {
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "rollForward") _rollForward = RollForwardWord.Parse(JsonText.StringOrSkip(ref reader)) ?? _rollForward;
            else if (name == "framework" && reader.TokenType == JsonTokenType.StartObject) TakeFramework(ref reader);
            else if (name == "frameworks" && reader.TokenType == JsonTokenType.StartArray) TakeFrameworks(ref reader);
            else reader.Skip();
        }
    }

    private void TakeFrameworks(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) TakeFramework(ref reader);
            else reader.Skip();
        }
    }

    private void TakeFramework(ref Utf8JsonReader reader)
    {
        (string? Name, string? Version, RollForward? RollForward) framework = default;
        while (JsonText.NextProperty(ref reader, out var name))
        {
            var text = JsonText.StringOrSkip(ref reader);
            if (name == "name") framework.Name = text;
            else if (name == "version") framework.Version = text;
            else if (name == "rollForward") framework.RollForward = RollForwardWord.Parse(text);
        }
        if (_frameworks.Count == MaxFrameworks) throw new JsonException("No application asks for so many frameworks.");
        _frameworks.Add(framework);
    }
}
