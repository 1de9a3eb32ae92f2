using System.Collections.Immutable;
using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Secrets;

/// <summary>Looks around a keyword for a secret. It keeps no state: one object serves all threads.</summary>
internal abstract class SecretMatcher
{
    /// <summary>What must be there; each is looked at once for every place where it stands.</summary>
    public abstract ImmutableArray<Keyword> Keywords { get; }

    /// <summary>Bytes in front of the keyword that may matter.</summary>
    public virtual int Before => 0;

    /// <summary>Bytes from the beginning of the keyword to the end of the longest secret, and what must follow it.</summary>
    public abstract int MaxLength { get; }

    /// <summary>Says what the secret looks like, for people and for the tests, which put examples together from it.</summary>
    public abstract ImmutableArray<string> Shapes { get; }

    /// <summary>What looks like it and is none, in the same language.</summary>
    public virtual ImmutableArray<string> Harmless => [];

    /// <summary>True when such a secret cannot stand in a program by chance, so that programs are searched for it, too.</summary>
    public virtual bool IsUnmistakable => false;

    /// <summary>Finds the secret that belongs to the keyword.</summary>
    /// <param name="place">The keyword.</param>
    /// <param name="secret">The secret itself, without names, quotes and the like.</param>
    public abstract bool TryMatch(in SecretPlace place, out SecretSpan secret);
}
