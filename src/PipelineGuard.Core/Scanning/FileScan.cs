using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Images;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Scanning;

/// <summary>Offers each file of an image to everything that looks at files, in one pass.</summary>
internal sealed class FileScan : IFileAnalyzer<FileReport>
{
    private readonly PackageFileReader _packages = new();

    /// <inheritdoc/>
    public bool WantsName(ImagePath path) => _packages.WantsName(path);

    /// <inheritdoc/>
    public bool Wants(in FileFacts facts) => _packages.Wants(facts);

    /// <inheritdoc/>
    public IFileAnalysis<FileReport>? Begin(in FileFacts facts, ReadOnlySpan<byte> head)
    {
        bool recordsPackages = _packages.WantsContent(facts, head);
        return recordsPackages ? new Analysis(this, recordsPackages) : null;
    }

    private sealed class Analysis(FileScan scan, bool recordsPackages) : IFileAnalysis<FileReport>
    {
        public ImmutableArray<IContentInspector> Inspectors => [];

        public bool KeepsContent => recordsPackages;

        public FileReport? Complete(ImageFile file, IScanLog log)
        {
            var report = new FileReport { Packages = recordsPackages ? scan._packages.Read(file, log) : null };
            return report.IsEmpty && !scan.WantsName(file.Path) ? null : report;
        }
    }
}
