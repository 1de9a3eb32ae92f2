namespace PipelineGuard.Dockerfiles.Text;

/// <summary>A stretch of a file's text, in UTF-16 units from 0.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is; 0 for a place between two characters.</param>
internal readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The offset behind its last character.</summary>
    public int End => Start + Length;

    /// <summary>Makes one from two offsets; <paramref name="end"/> is exclusive.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>True when <paramref name="other"/> lies within this span.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;
}
