namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>
/// The end of a rule's query. The framework's own is a generic virtual method where it follows a <c>where</c>: natively compiled, each rule's is put
/// together at run time when it is first called, and for a hundred rules that takes longer than to check a Dockerfile. Standing in the namespace of
/// the rules, this one is found first; a file elsewhere that has queries of its own names that namespace by an alias.
/// </summary>
internal static class RuleQueries
{
    /// <summary>What a selector makes of each element, one after the other.</summary>
    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        foreach (var element in source) yield return selector(element);
    }
}
