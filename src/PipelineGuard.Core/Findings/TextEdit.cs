namespace PipelineGuard.Findings;

/// <summary>Replaces a stretch of a source file; start is inclusive, end exclusive, both counted from 1.</summary>
/// <param name="Path">The file, relative to the repository's root.</param>
/// <param name="Line">First line touched.</param>
/// <param name="Column">First column touched.</param>
/// <param name="EndLine">Last line touched.</param>
/// <param name="EndColumn">The column after the last one touched; equal to the start for a pure insertion.</param>
/// <param name="Text">What stands there afterwards.</param>
public sealed record TextEdit(string Path, int Line, int Column, int EndLine, int EndColumn, string Text);
