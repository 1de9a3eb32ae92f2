using PipelineGuard.Findings;

namespace PipelineGuard.Images;

/// <summary>Reports what is wrong with the entries of one layer: the first few of a kind in full, the rest as a number. A hostile layer could bring millions.</summary>
internal sealed class ProblemLimiter(Layer layer, IScanLog log)
{
    private const int InFull = 10;

    private readonly Dictionary<string, (ProblemInfo Info, int Count)> _counts = new(StringComparer.Ordinal);

    /// <summary>True when something was reported that leaves the layer incomplete.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Reports one problem of the layer. <paramref name="detail"/> may hold hostile text.</summary>
    public void Report(ProblemInfo info, string detail)
    {
        var (_, count) = _counts.GetValueOrDefault(info.Code);
        _counts[info.Code] = (info, count + 1);
        IsIncomplete |= info.Effect != ProblemEffect.Note;
        if (count < InFull) log.Report(new(info, layer.Name, detail));
    }

    /// <summary>Reports one problem of a file inside the image.</summary>
    public void ReportFile(ProblemInfo info, ImagePath file, string detail)
    {
        var (_, count) = _counts.GetValueOrDefault(info.Code);
        _counts[info.Code] = (info, count + 1);
        if (count < InFull) log.Report(new(info, file.Value, detail));
    }

    /// <summary>Says how many problems were not reported in full.</summary>
    public void Finish()
    {
        foreach (var (info, count) in _counts.Values)
        {
            if (count > InFull) log.Report(new(info, layer.Name, $"{count - InFull} more of this kind."));
        }
        _counts.Clear();
    }
}
