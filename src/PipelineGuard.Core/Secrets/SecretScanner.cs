using System.Collections.Immutable;
using PipelineGuard.Secrets.Known;
using PipelineGuard.Secrets.Rules;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Secrets;

/// <summary>
/// Searches text that comes in blocks of any size. One pass finds the keywords of all rules; only where one stands does the rule run, on what
/// stands around it. A few kilobytes are carried from block to block, so that a secret that lies across an edge is found, and found once.
/// </summary>
internal sealed class SecretScanner
{
    /// <summary>Findings in one file; a file with more is not read by people.</summary>
    public const int MostHits = 200;

    private const int BlockSize = 96 << 10;

    private static readonly SecretRuleIndex Index = SecretRuleIndex.Of(SecretRules.All);

    private readonly SecretRuleIndex _index;
    // Made for the first file that comes in pieces: Dockerfiles and settings do not.
    private readonly Lazy<byte[]> _buffer;
    private readonly LineCounter _lines = new();
    private readonly List<FoundSecret> _found = [];
    private readonly SecretHashes _hashes = new();
    private SecretSource _source = new("");
    private long? _size;
    private int _length;
    private int _searched;
    private long _bufferStart;

    /// <summary>A scanner with all rules. It is made once for each thread and used for one file after another.</summary>
    public SecretScanner()
        : this(Index)
    {
    }

    internal SecretScanner(SecretRuleIndex index)
    {
        _index = index;
        _buffer = new(() => new byte[BlockSize + index.Before + index.Ahead]);
    }

    /// <summary>Makes ready what all scanners share; else the first of them does.</summary>
    public static void Prepare() => GC.KeepAlive(Index);

    /// <summary>True when there were more secrets than are listed.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Begins another file.</summary>
    /// <param name="source">What it is.</param>
    /// <param name="size">Its bytes, which lets one that comes in one block be searched where it lies; null when they are not known.</param>
    public void Begin(SecretSource source, long? size = null)
    {
        (_source, _size, _length, _searched, _bufferStart, IsCut) = (source, size, 0, 0, 0, false);
        _lines.Reset();
        _found.Clear();
    }

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> block)
    {
        if (_length == 0 && _bufferStart == 0 && block.Length == _size)
        {
            Search(block, block.Length);
            _searched = 0;
            return;
        }
        while (block.Length > 0)
        {
            var free = _buffer.Value.AsSpan(_length);
            int taken = Math.Min(block.Length, free.Length);
            block[..taken].CopyTo(free);
            _length += taken;
            block = block[taken..];
            if (taken == free.Length) SearchAndSlide();
        }
    }

    /// <summary>Ends the file and gives what was found, in the order of the text.</summary>
    public ImmutableArray<SecretHit> Finish()
    {
        if (_length > 0) Search(_buffer.Value.AsSpan(0, _length), _length);
        return Hits();
    }

    /// <summary>Searches a text that is at hand as a whole.</summary>
    public ImmutableArray<SecretHit> Scan(SecretSource source, ReadOnlySpan<byte> text)
    {
        Begin(source);
        Search(text, text.Length);
        return Hits();
    }

    // Judges all keywords that have enough text behind them, and keeps what the next ones may need.
    private void SearchAndSlide()
    {
        var buffer = _buffer.Value.AsSpan(0, _length);
        Search(buffer, _length - _index.Ahead);
        int dropped = Math.Max(0, _searched - _index.Before);
        if (!_source.IsBinary) _lines.Drop(buffer[..dropped]);
        buffer[dropped..].CopyTo(buffer);
        (_length, _searched, _bufferStart) = (_length - dropped, _searched - dropped, _bufferStart + dropped);
    }

    private void Search(ReadOnlySpan<byte> text, int to)
    {
        if (_source.IsBinary) SearchProgram(text, to);
        else Search(_index, text, (_searched, to));
        _searched = to;
    }

    // What is unmistakable is text, and longer than a run that may be passed over.
    private void SearchProgram(ReadOnlySpan<byte> text, int to)
    {
        if (_index.InPrograms is not { } index) return;
        var stretches = new TextStretches(text, _searched, to);
        while (stretches.MoveNext()) Search(index, text, stretches.Current);
    }

    private void Search(SecretRuleIndex index, ReadOnlySpan<byte> text, (int From, int To) stretch)
    {
        var sink = new Sink(this, index, text);
        index.Search.Search(text, stretch.From, stretch.To, ref sink);
    }

    private void Judge(SecretRuleIndex index, ReadOnlySpan<byte> text, int keyword, int start)
    {
        var place = new SecretPlace(text, start, index.Keywords[keyword], _source);
        foreach (var rule in index.RulesOf(keyword))
        {
            if (IsCut || !rule.LooksAt(_source) || !rule.Matcher.TryMatch(place, out var secret)) continue;
            if (rule.Check is { } check && !check(place.Characters(secret))) continue;
            Add(rule, text, secret);
        }
    }

    private void Add(SecretRule rule, ReadOnlySpan<byte> text, SecretSpan secret)
    {
        var found = new FoundSecret(rule, _bufferStart + secret.Start, secret.Length);
        if (_found.Exists(other => other.Covers(found))) return;
        var value = text.Slice(secret.Start, secret.Length);
        var hash = _hashes.Of(value);
        if (KnownSecrets.IsExample(hash)) return;
        if (_found.Count >= MostHits)
        {
            IsCut = true;
            return;
        }
        _found.RemoveAll(found.Covers);
        var hit = new SecretHit(rule.Info, SecretPreview.Of(value), hash) { Start = found.Start, Length = found.Length };
        _found.Add(found with { Hit = _source.IsBinary ? hit : At(_lines.PositionOf(text, secret.Start), hit) });
    }

    private static SecretHit At((int Line, int Column) position, SecretHit hit) => hit with { Line = position.Line, Column = position.Column };

    private ImmutableArray<SecretHit> Hits() => _found.Count == 0 ? [] : [.. _found.OrderBy(found => found.Start).ThenBy(found => found.Rule.Info.Id, StringComparer.Ordinal).Select(found => found.Hit!)];

    private readonly ref struct Sink(SecretScanner scanner, SecretRuleIndex index, ReadOnlySpan<byte> text) : IKeywordSink
    {
        private readonly ReadOnlySpan<byte> _text = text;

        public void Found(int keyword, int start) => scanner.Judge(index, _text, keyword, start);
    }
}

/// <summary>A secret of the file at hand; positions are counted from the beginning of the file.</summary>
internal sealed record FoundSecret(SecretRule Rule, long Start, int Length)
{
    /// <summary>What is reported.</summary>
    public SecretHit? Hit { get; init; }

    // What goes by a name knows least of a value; what goes by the file it stands in knows less than what goes by its form.
    private int Knowledge => Rule.IsGeneric ? 0 : Rule.Where is not null ? 1 : 2;

    /// <summary>True when another one need not be reported beside this one: the same place, and a rule that knows no better.</summary>
    public bool Covers(FoundSecret other) =>
        Start < other.Start + other.Length && other.Start < Start + Length && Knowledge >= other.Knowledge
        && (other.Knowledge == 0 || Knowledge > other.Knowledge || Rule == other.Rule || Length >= other.Length);
}
