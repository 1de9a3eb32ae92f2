using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using PipelineGuard.Images;
using PipelineGuard.Secrets.Known;
using PipelineGuard.Secrets.Rules;

namespace PipelineGuard.Secrets;

/// <summary>Looks at one file after another, as its bytes come: for keywords in text and programs, and at whole files that may be stores of keys.</summary>
internal sealed class SecretInspector : IContentInspector
{
    // Stores of keys and files of one password are small.
    private const int LargestWhole = 1 << 20;

    private readonly SecretScanner _scanner = new();
    private readonly TextDecoder _decoder;
    private readonly ArrayBufferWriter<byte> _whole = new();
    private ImmutableArray<SecretFileRule> _rules = [];
    private SecretSource _source = new("");

    public SecretInspector() => _decoder = new(_scanner);

    /// <summary>True when there were more secrets than are listed.</summary>
    public bool IsCut => _scanner.IsCut;

    /// <summary>Begins with another file.</summary>
    /// <param name="path">Its path in the image.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="head">The first of them.</param>
    public void Begin(string path, long size, ReadOnlySpan<byte> head)
    {
        var encoding = TextEncodings.Of(head);
        _source = new SecretSource(path) { IsBinary = encoding == TextEncoding.None, IsManaged = KnownSecrets.IsManaged(path) };
        _scanner.Begin(_source, encoding is TextEncoding.None or TextEncoding.Utf8 ? size : null);
        _decoder.Begin(encoding);
        _whole.ResetWrittenCount();
        _rules = size <= LargestWhole ? Candidates(_source, head) : [];
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> block)
    {
        if (!_rules.IsEmpty) _whole.Write(block);
        _decoder.Append(block);
    }

    /// <summary>Ends the file and gives what was found.</summary>
    public ImmutableArray<SecretHit> Finish()
    {
        _decoder.Finish();
        var hits = _scanner.Finish();
        if (_rules.IsEmpty) return hits;
        var whole = _whole.WrittenMemory;
        return [.. _rules.Where(rule => rule.Finds(whole)).Select(rule => new SecretHit(rule.Info, "…", Hash(whole))).Where(hit => !KnownSecrets.IsExample(hit.Hash)), .. hits];
    }

    private static ImmutableArray<SecretFileRule> Candidates(SecretSource source, ReadOnlySpan<byte> head)
    {
        ImmutableArray<SecretFileRule>.Builder? wanted = null;
        foreach (var rule in FileRules.All)
        {
            if (rule.Wants(source, head)) (wanted ??= ImmutableArray.CreateBuilder<SecretFileRule>()).Add(rule);
        }
        return wanted is null ? [] : wanted.ToImmutable();
    }

    private static string Hash(ReadOnlyMemory<byte> whole) => SecretHash.Of(SHA256.HashData(whole.Span));
}
