namespace PipelineGuard.Versions;

/// <summary>The order of the versions of one ecosystem. Implementations hold no state and never throw, whatever the text.</summary>
public interface IVersionScheme
{
    /// <summary>The key in <see cref="VersionSchemes"/>, such as <c>debian</c>.</summary>
    string Name { get; }

    /// <summary>True when the ecosystem's own tool would accept the version; others are still ordered, but a match on them is uncertain.</summary>
    bool IsValid(string version);

    /// <summary>Negative, zero or positive, as the ecosystem's own tool orders them. A total order over all strings.</summary>
    int Compare(string left, string right);
}
