using System.Collections.Immutable;

namespace PipelineGuard.Dockerfiles.Text;

/// <summary>Collects where characters of an embedded text stand, one after the other, and joins neighbours.</summary>
internal sealed class StretchList
{
    private readonly ImmutableArray<EmbeddedStretch>.Builder _stretches = ImmutableArray.CreateBuilder<EmbeddedStretch>();
    private int _shift;
    private bool _isCut = true;

    /// <summary>Adds a character.</summary>
    /// <param name="own">Its offset in the embedded text.</param>
    /// <param name="host">Its offset in the file.</param>
    public void Add(int own, int host)
    {
        if (_isCut || host - own != _shift) _stretches.Add(new(own, host));
        (_shift, _isCut) = (host - own, false);
    }

    /// <summary>The next character begins a stretch, even when it follows the last one: what was added is written longer or shorter than it is.</summary>
    public void Cut() => _isCut = true;

    /// <summary>The stretches, with the end of both texts behind them.</summary>
    public ImmutableArray<EmbeddedStretch> End(int own, int host) => [.. _stretches, new(own, host)];
}
