namespace PipelineGuard.Dockerfiles.Text;

/// <summary>Something that stands in a file: an instruction, a flag, a word, a shell command.</summary>
internal interface ISyntax
{
    /// <summary>Where it stands in the file's text, without surrounding white space.</summary>
    TextSpan Span { get; }
}
