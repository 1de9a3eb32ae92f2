using System.Collections.Immutable;
using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;
using PipelineGuard.Images;
using PipelineGuard.Malware;
using PipelineGuard.Packages.Catalogers;
using PipelineGuard.Secrets;

namespace PipelineGuard.Scanning;

/// <summary>Offers each file of an image to everything that looks at files, in one pass.</summary>
/// <param name="malware">The search for malware of this run.</param>
/// <param name="secrets">The search for secrets of this run; null when none are looked for.</param>
internal sealed class FileScan(MalwareScan malware, SecretSearch? secrets) : IFileAnalyzer<FileReport>
{
    private readonly PackageFileReader _packages = new();
    private readonly ArchiveSearch _archives = new(malware);

    private SecretSearch Secrets => secrets ?? throw new InvalidOperationException("Nobody looks for secrets.");

    /// <inheritdoc/>
    public bool WantsName(ImagePath path) => _packages.WantsName(path) || MalwareScan.WantsName(path) || SettingsFiles.KindOf(path.Value) is not null;

    /// <inheritdoc/>
    public bool Wants(in FileFacts facts) => facts.IsNamed || MalwareScan.Wants(facts);

    /// <inheritdoc/>
    public IFileAnalysis<FileReport>? Begin(in FileFacts facts, ReadOnlySpan<byte> head)
    {
        bool recordsPackages = _packages.WantsContent(facts, head);
        var search = malware.Begin(facts, head);
        var settings = facts.IsNamed ? SettingsFiles.KindOf(facts.Path.Value) : null;
        var inspector = secrets?.Begin(facts, head);
        var archive = _archives.Begin(facts, head, forSecrets: inspector is not null);
        return recordsPackages || search is not null || settings is not null || inspector is not null || archive is not null ? new Analysis(this, recordsPackages, search, settings, inspector, archive) : null;
    }

    private sealed class Analysis(FileScan scan, bool recordsPackages, MalwareFileScan? malware, SettingsKind? settings, SecretInspector? inspector, OpenedArchive? archive) : IFileAnalysis<FileReport>
    {
        public ImmutableArray<IContentInspector> Inspectors
        {
            get
            {
                ImmutableArray<IContentInspector> all = inspector is null ? [] : [inspector];
                malware?.AddInspectors(ref all);
                return all;
            }
        }

        public bool KeepsContent => recordsPackages || malware is { KeepsContent: true } || settings is not null || archive is { WantsContent: true };

        public FileReport? Complete(ImageFile file, IScanLog log)
        {
            FileMalware? inArchive = null;
            // For secrets the same inspector looks at the file and then at those in it.
            Action<ArchivedSecrets>? open = archive is { ForSecrets: true } ? secrets => inArchive = archive.Look(file, secrets, log) : null;
            var secrets = inspector is null ? [] : scan.Secrets.Complete(inspector, file, open, log);
            if (archive is { ForSecrets: false }) inArchive = archive.Look(file, secrets: null, log);
            var report = new FileReport
            {
                Packages = recordsPackages ? scan._packages.Read(file, log) : null,
                Malware = Join(malware?.Complete(file, log), inArchive),
                Secrets = secrets,
                Settings = settings is { } kind ? SettingsReader.Read(kind, file) : null,
            };
            return report.IsEmpty && !file.Facts.IsNamed ? null : report;
        }

        private static FileMalware? Join(FileMalware? file, FileMalware? inside)
        {
            if (inside is not null) return file?.With(inside) ?? inside;
            return file is { IsEmpty: false } ? file : null;
        }
    }
}
