namespace PipelineGuard.Policy;

/// <summary>One mistake in a policy file.</summary>
/// <param name="File">The file as shown to users.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1, in UTF-16 units.</param>
/// <param name="Message">What is wrong and what would be right, in one sentence; holds no control characters.</param>
public sealed record PolicyError(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>, the form that editors and terminals make clickable.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}:{Column}: {Message}");
}
