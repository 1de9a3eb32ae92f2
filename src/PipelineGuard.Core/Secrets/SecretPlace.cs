using System.Text;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Secrets;

/// <summary>A keyword in a text, with what stands around it.</summary>
/// <param name="text">What is at hand of the file; a rule sees at least its reach on both sides, but for the ends of the file.</param>
/// <param name="start">Where the keyword begins.</param>
/// <param name="keyword">The keyword.</param>
/// <param name="file">The file, or the part of the configuration, that is searched.</param>
internal readonly ref struct SecretPlace(ReadOnlySpan<byte> text, int start, Keyword keyword, SecretSource file)
{
    /// <summary>What is at hand of the file.</summary>
    public ReadOnlySpan<byte> Text { get; } = text;

    /// <summary>Where the keyword begins.</summary>
    public int Start { get; } = start;

    /// <summary>The position behind the keyword.</summary>
    public int End => Start + keyword.Text.Length;

    /// <summary>The keyword, as the rule spells it.</summary>
    public string Keyword => keyword.Text;

    /// <summary>Where it was found.</summary>
    public SecretSource File { get; } = file;

    /// <summary>Bytes as characters, one for one: what is looked for is ASCII.</summary>
    public string Characters(SecretSpan span) => Encoding.Latin1.GetString(Text.Slice(span.Start, span.Length));
}

/// <summary>A stretch of the text at hand.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct SecretSpan(int Start, int Length)
{
    /// <summary>The position behind it.</summary>
    public int End => Start + Length;

    /// <summary>A stretch between two positions.</summary>
    public static SecretSpan Between(int start, int end) => new(start, end - start);
}
