using PipelineGuard.Policy;
using PipelineGuard.Vex;
using PipelineGuard.Vex.Reading;

namespace PipelineGuard.Scanning;

/// <summary>The VEX documents of a run: those of the policy, then those of the command line.</summary>
internal static class VexFiles
{
    /// <summary>Reads them all, before anything is scanned: a mistake in one must not cost a scan.</summary>
    /// <exception cref="Findings.GuardException">One is not there or wrong (PG4022).</exception>
    public static VexBook Load(GuardOptions options, GuardPolicy policy)
    {
        var folder = policy.Source is { } file ? Path.GetDirectoryName(file) ?? "" : "";
        var named = policy.Vex.Select(path => Path.Combine(folder, path).Replace(Path.DirectorySeparatorChar, '/')).Concat(options.Vex ?? []);
        return new(named.Distinct(StringComparer.Ordinal).SelectMany(path => VexFile.Load(path, path)).ToList());
    }
}
