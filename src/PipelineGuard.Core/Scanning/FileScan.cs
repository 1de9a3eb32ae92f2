using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Malware;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Scanning;

/// <summary>Offers each file of an image to everything that looks at files, in one pass.</summary>
/// <param name="malware">The search for malware of this run.</param>
internal sealed class FileScan(MalwareScan malware) : IFileAnalyzer<FileReport>
{
    private readonly PackageFileReader _packages = new();

    /// <inheritdoc/>
    public bool WantsName(ImagePath path) => _packages.WantsName(path) || MalwareScan.WantsName(path);

    /// <inheritdoc/>
    public bool Wants(in FileFacts facts) => _packages.Wants(facts) || MalwareScan.Wants(facts);

    /// <inheritdoc/>
    public IFileAnalysis<FileReport>? Begin(in FileFacts facts, ReadOnlySpan<byte> head)
    {
        bool recordsPackages = _packages.Wants(facts) && _packages.WantsContent(facts, head);
        var search = malware.Begin(facts, head);
        return recordsPackages || search is not null ? new Analysis(this, recordsPackages, search) : null;
    }

    private sealed class Analysis(FileScan scan, bool recordsPackages, MalwareFileScan? malware) : IFileAnalysis<FileReport>
    {
        public ImmutableArray<IContentInspector> Inspectors { get; } = malware is null ? [] : [.. malware.Inspectors];

        public bool KeepsContent => recordsPackages || malware is { KeepsContent: true };

        public FileReport? Complete(ImageFile file, IScanLog log)
        {
            var report = new FileReport
            {
                Packages = recordsPackages ? scan._packages.Read(file, log) : null,
                Malware = malware?.Complete(file, log) is { IsEmpty: false } found ? found : null,
            };
            return report.IsEmpty && !scan.WantsName(file.Path) ? null : report;
        }
    }
}
