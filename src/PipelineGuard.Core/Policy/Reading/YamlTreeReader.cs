using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PipelineGuard.Policy.Reading;

/// <summary>
/// Reads one YAML or JSON document into a tree with positions. It stands on YamlDotNet's events and not on its representation model,
/// which stops at the first repeated key, follows aliases, and recurses as deep as a hostile file wishes.
/// </summary>
internal sealed class YamlTreeReader
{
    // A policy needs five.
    private const int DeepestNesting = 16;
    private readonly PolicyErrors _errors;
    private readonly string _what;
    private readonly string _start;
    private readonly Parser _parser;

    private YamlTreeReader(Scanner scanner, PolicyErrors errors, string what, string start) => (_errors, _what, _start, _parser) = (errors, what, start, new(scanner));

    /// <summary>The document's root; null when the text is empty or not YAML, which is then reported.</summary>
    /// <param name="text">The text.</param>
    /// <param name="errors">Takes the mistakes.</param>
    /// <param name="what">What the document is, for messages.</param>
    /// <param name="start">Where somebody with an empty file gets one.</param>
    public static YamlNode? Read(string text, PolicyErrors errors, string what = "a policy", string start = "'pipelineguard policy init' writes one to start from")
    {
        if (RefusesCharacters(text, errors)) return null;
        var scanner = new Scanner(new StringReader(text));
        try
        {
            return new YamlTreeReader(scanner, errors, what, start).Document();
        }
        catch (YamlException e)
        {
            errors.Add(Line(e.Start), Column(e.Start), $"not valid YAML: {Sentence(e.Message)}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's slips: unclosed brackets end in the one, tags that are no URI in the other; neither names a place.
            var here = scanner.CurrentPosition;
            errors.Add(Line(here), Column(here), "not valid YAML: what stands here does not fit; is a bracket or a quote left open?");
            return null;
        }
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _errors.Add(1, 1, $"the file is empty; {_start}.");
            return null;
        }
        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second)) Report(second, $"{_what} is one document: remove '---' and what follows.");
        return root;
    }

    private YamlNode Node(int depth)
    {
        var start = _parser.Current!;
        // Ends the reading: with every level YamlDotNet gets slower, so passing over the rest could take hours.
        if (depth > DeepestNesting) throw new YamlException(start.Start, start.End, $"nested deeper than {DeepestNesting} levels.");
        if (start is NodeEvent node) RefuseDecoration(node);
        _parser.MoveNext();
        var (line, column) = (Line(start.Start), Column(start.Start));
        return start switch
        {
            Scalar text => new YamlScalar(line, column, text.Value, text.Style is ScalarStyle.Plain),
            SequenceStart => new YamlSequence(line, column, Items(depth + 1)),
            MappingStart => new YamlMapping(line, column, Entries(depth + 1)),
            AnchorAlias alias => Refused(alias),
            _ => throw new YamlException(start.Start, start.End, "a value is missing"),
        };
    }

    private ImmutableArray<YamlNode> Items(int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth));
        return items.DrainToImmutable();
    }

    private ImmutableArray<YamlEntry> Entries(int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth);
            var value = Node(depth);
            if (key is YamlScalar text) entries.Add(new(text, value));
            else if (key is not YamlRefused) _errors.Add(key, "a key must be a word.");
        }
        return entries.DrainToImmutable();
    }

    // Anchors make small files unfold into huge ones and tags pick types: a policy needs neither.
    private void RefuseDecoration(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty) Report(node, $"anchors are not allowed: remove {PolicyErrors.Quote($"&{node.Anchor}")}.");
        if (!node.Tag.IsEmpty) Report(node, $"tags are not allowed: remove {PolicyErrors.Quote(node.Tag.ToString())}.");
    }

    private YamlRefused Refused(AnchorAlias alias)
    {
        Report(alias, $"aliases are not allowed: write out what {PolicyErrors.Quote($"*{alias.Value}")} stands for.");
        return new(Line(alias.Start), Column(alias.Start));
    }

    // YAML 1.2.2 §5.1. YamlDotNet takes a NUL for the end of the file: what follows would be neither read nor missed.
    private static bool RefusesCharacters(string text, PolicyErrors errors)
    {
        int bad = IndexOfControl(text);
        if (bad < 0) return false;
        var before = text.AsSpan(0, bad);
        errors.Add(before.Count('\n') + 1, bad - before.LastIndexOf('\n'), FormattableString.Invariant($"not valid YAML: character U+{(int)text[bad]:X4} is not allowed."));
        return true;
    }

    private static int IndexOfControl(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\t' or '\n' or '\r' or '\u0085')) return i;
        }
        return -1;
    }

    private void Report(ParsingEvent at, string message) => _errors.Add(Line(at.Start), Column(at.Start), message);

    private static int Line(Mark mark) => (int)Math.Max(mark.Line, 1);

    private static int Column(Mark mark) => (int)Math.Max(mark.Column, 1);

    private static string Sentence(string message) => message.EndsWith('.') ? message : $"{message}.";
}
