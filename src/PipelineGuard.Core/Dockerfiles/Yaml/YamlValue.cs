using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PipelineGuard.Dockerfiles.Yaml;

/// <summary>
/// A piece of a small YAML file of another tool, with its place: a text, a list, or keys with values. An alias is the very object that
/// it stands for, so that a small file stays small: walk to known keys, never over everything.
/// </summary>
internal sealed record YamlValue(int Line, int Column)
{
    // Compose files need some ten; with every level YamlDotNet gets slower.
    private const int DeepestNesting = 32;

    /// <summary>Where it begins in the text that was read, an anchor or a tag in front of it included.</summary>
    public int Offset { get; private init; }

    /// <summary>The text; null for a list or a mapping.</summary>
    public string? Text { get; private init; }

    /// <summary>The items of a list.</summary>
    public ImmutableArray<YamlValue> Items { get; private init; } = [];

    /// <summary>The keys and values of a mapping, in order.</summary>
    public ImmutableArray<(YamlValue Key, YamlValue Value)> Entries { get; private init; } = [];

    /// <summary>Reads the first document; null when it is empty.</summary>
    /// <exception cref="YamlException">It is not YAML, is nested too deeply, or holds an alias for nothing.</exception>
    public static YamlValue? Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return null;
            parser.Consume<DocumentStart>();
            return Read(parser, [], 0);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's slips on unclosed brackets and odd tags.
            throw new YamlException("A bracket, a quote or a tag does not fit.", e);
        }
    }

    /// <summary>The value of a key, looked for in what it merges (<c>&lt;&lt;</c>) when it is not there; null without it.</summary>
    public YamlValue? this[string key] => Find(key, DeepestNesting);

    private YamlValue? Find(string key, int depth)
    {
        foreach (var (name, value) in Entries)
        {
            if (name.Text == key) return value;
        }
        var merged = depth == 0 ? null : Entries.FirstOrDefault(entry => entry.Key.Text == "<<").Value;
        // One level of lists, and no branching below it: merges of merges must not take exponential time.
        return merged?.Find(key, depth - 1) ?? merged?.Items.Select(item => item.Find(key, 0)).FirstOrDefault(value => value is not null);
    }

    private static YamlValue Read(Parser parser, Dictionary<string, YamlValue> anchors, int depth)
    {
        var start = parser.Current!;
        if (depth > DeepestNesting) throw new YamlException(start.Start, start.End, "Nested too deeply.");
        parser.MoveNext();
        var here = new YamlValue((int)Math.Max(start.Start.Line, 1), (int)Math.Max(start.Start.Column, 1)) { Offset = (int)start.Start.Index };
        var value = start switch
        {
            Scalar scalar => here with { Text = scalar.Value },
            SequenceStart => here with { Items = ReadItems(parser, anchors, depth + 1) },
            MappingStart => here with { Entries = ReadEntries(parser, anchors, depth + 1) },
            AnchorAlias alias when anchors.TryGetValue(alias.Value.Value, out var known) => known,
            _ => throw new YamlException(start.Start, start.End, "An alias stands for nothing."),
        };
        // Known only when it is complete: nothing can hold itself.
        if (start is NodeEvent { Anchor.IsEmpty: false } node) anchors[node.Anchor.Value] = value;
        return value;
    }

    private static ImmutableArray<YamlValue> ReadItems(Parser parser, Dictionary<string, YamlValue> anchors, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlValue>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Read(parser, anchors, depth));
        return items.DrainToImmutable();
    }

    private static ImmutableArray<(YamlValue, YamlValue)> ReadEntries(Parser parser, Dictionary<string, YamlValue> anchors, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(YamlValue, YamlValue)>();
        while (!parser.TryConsume<MappingEnd>(out _)) entries.Add((Read(parser, anchors, depth), Read(parser, anchors, depth)));
        return entries.DrainToImmutable();
    }
}
