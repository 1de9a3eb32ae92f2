namespace PipelineGuard.Secrets.Searching;

/// <summary>A text that must be there before a rule runs at all.</summary>
/// <param name="Text">At least three ASCII characters.</param>
/// <param name="IgnoreCase">True when ASCII letters match in either case.</param>
internal readonly record struct Keyword(string Text, bool IgnoreCase = false);

/// <summary>Takes the places where keywords stand.</summary>
internal interface IKeywordSink
{
    /// <summary>One keyword stands at a position.</summary>
    /// <param name="keyword">Its index in the list that the search was made of.</param>
    /// <param name="start">Where it begins in the text searched.</param>
    void Found(int keyword, int start);
}
