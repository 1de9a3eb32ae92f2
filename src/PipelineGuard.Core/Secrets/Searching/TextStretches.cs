using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PipelineGuard.Secrets.Searching;

/// <summary>
/// Goes through a program or another file of bytes and stops where it holds text: every run of at least <see cref="ShortestRun"/> printable ASCII
/// characters lies within a stretch. Machine code and what is compressed is passed over sixteen bytes at a time.
/// </summary>
/// <param name="text">The file, or the part of it at hand; what lies around the part gone through tells whether a run goes on there.</param>
/// <param name="from">First position to go through.</param>
/// <param name="to">The position behind the last.</param>
internal ref struct TextStretches(ReadOnlySpan<byte> text, int from, int to)
{
    /// <summary>The fewest printable characters, one behind the other, that are sure to be seen.</summary>
    public const int ShortestRun = (2 * Half) - 1;

    // Blocks are judged by halves: a run of 15 fills at least one, and reaches no further than that beyond those it fills.
    private const int Block = 16;
    private const int Half = 8;

    // Fewer blocks than that between two stretches cost less to search than to leave out.
    private const int Gap = 3;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at = Math.Max(0, from - Block);

    /// <summary>The stretch at hand: its first position and the one behind its last.</summary>
    public (int From, int To) Current { get; private set; }

    /// <summary>Goes to the next stretch; false when there is none.</summary>
    public bool MoveNext()
    {
        int last = Math.Min(_text.Length, to + Block), begin = FirstWithText(_at, last);
        if (begin >= last) return false;
        int end = begin;
        for (_at = begin; _at < last && _at - end < Gap * Block; _at += Block)
        {
            if (HasText(_at)) end = _at + Block;
        }
        Current = (Math.Clamp(begin - Half, from, to), Math.Clamp(end + Half, from, to));
        return true;
    }

    private readonly int FirstWithText(int at, int last)
    {
        while (at < last && !HasText(at)) at += Block;
        return at;
    }

    // What is left at the end and fills no block counts as text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool HasText(int at)
    {
        if (at > _text.Length - Block) return true;
        var fromSpace = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(_text), (nuint)at) - Vector128.Create((byte)' ');
        var isPrintable = Vector128.Equals(fromSpace, Vector128.Min(fromSpace, Vector128.Create((byte)('~' - ' '))));
        return Vector128.EqualsAny(isPrintable.AsUInt64(), Vector128<ulong>.AllBitsSet);
    }
}
