using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Images;

/// <summary>Keeps between runs what was learned from layers. Called from several threads at once; never throws because of what it finds.</summary>
/// <typeparam name="T">What an analyser learns from one file.</typeparam>
internal interface ILayerCache<T>
{
    /// <summary>What an earlier run learned from a layer; null when it is not known.</summary>
    KeptLayer<T>? Find(Layer layer);

    /// <summary>Keeps what was learned. Nobody may change it afterwards.</summary>
    void Keep(Layer layer, KeptLayer<T> learned);
}

/// <summary>What one pass over one layer gave, with what it reported.</summary>
/// <param name="Result">What was learned.</param>
/// <param name="Problems">What was reported meanwhile, in no particular order.</param>
internal sealed record KeptLayer<T>(LayerResult<T> Result, ImmutableArray<ScanProblem> Problems);
