namespace PipelineGuard.IO;

/// <summary>Walks the entries of a layer forward, once. What it shows is valid until it moves on.</summary>
internal interface IEntryReader : IDisposable
{
    /// <summary>Name of the current entry as it is spelled there, in UTF-8.</summary>
    ReadOnlySpan<byte> Name { get; }

    /// <summary>Target of the current link; empty for others.</summary>
    ReadOnlySpan<byte> LinkName { get; }

    /// <summary>What the current entry is.</summary>
    EntryKind Kind { get; }

    /// <summary>Bytes of the current file's content; 0 for what has none.</summary>
    long Size { get; }

    /// <summary>Permission bits, set-id and sticky bits included.</summary>
    int Mode { get; }

    /// <summary>Owner; -1 when not known.</summary>
    long UserId { get; }

    /// <summary>Group; -1 when not known.</summary>
    long GroupId { get; }

    /// <summary>Goes to the next entry. False at the end.</summary>
    /// <exception cref="InvalidDataException">What follows is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    /// <exception cref="LimitException">A limit is exceeded, so nothing behind this place can be read.</exception>
    bool MoveNext();

    /// <summary>The next part of the current file's content; empty behind its end. Valid until the next call.</summary>
    /// <exception cref="EndOfStreamException">It is cut short.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    ReadOnlyMemory<byte> NextBlock();
}
