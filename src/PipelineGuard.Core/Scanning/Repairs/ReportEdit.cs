using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning.Repairs;

/// <summary>One edit that a report asks for. A report may come from anywhere, so each kind knows what it may write at most.</summary>
/// <param name="Edit">The edit.</param>
internal abstract record ReportEdit(TextEdit Edit)
{
    /// <summary>What edits with the same key at the same place exclude: of them only one is carried out.</summary>
    public abstract string Key { get; }

    /// <summary>False for a text that would be more than this kind of edit writes.</summary>
    /// <param name="old">What stands there now.</param>
    public abstract bool IsPlain(string old);

    /// <summary>False when the file is not what it was when it was scanned: a line that moved since holds something else at that place.</summary>
    /// <param name="source">The file.</param>
    /// <param name="span">What would be replaced.</param>
    public abstract bool MayReplace(SourceText source, TextSpan span);

    /// <summary>What it does, in a few words.</summary>
    /// <param name="old">What stands there now.</param>
    public abstract string Tell(string old);
}
