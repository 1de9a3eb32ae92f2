using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Images.Sources;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Building;

/// <summary>What a test learned from reading an image; the texts of the wanted files stand in for an analyser's results.</summary>
internal sealed class ReadImage : IDisposable
{
    private ReadImage(Image image, ImageContents<string> contents, TestLog log) => (Image, Contents, Log) = (image, contents, log);

    public Image Image { get; }

    public ImageContents<string> Contents { get; }

    public TestLog Log { get; }

    /// <summary>Each analysed file as <c>layer path visible|hidden text</c>.</summary>
    public IReadOnlyList<string> Files => [.. Contents.Files.Select(file => $"{file.Layer} {file.Path} {(file.Visible ? "visible" : "hidden")} {file.Result}")];

    /// <summary>Opens a target and reads it with an analyser that wants the given paths.</summary>
    public static async Task<ReadImage> ReadAsync(
        string target, Predicate<string> wants, ReadLimits? limits = null, string? platform = null, Stream? standardInput = null, DigestChecks checks = DigestChecks.BytesAndDiffIds,
        RegistryAccess? access = null)
    {
        var log = new TestLog();
        var cancellation = TestContext.Current.CancellationToken;
        var image = ImageOpener.Open(target, platform, limits ?? ReadLimits.Default, log, cancellation, standardInput is null ? null : () => standardInput, access);
        var contents = await ImageReader.ReadAsync(image, new Texts(wants), limits ?? ReadLimits.Default, log, progress: null, cancellation, checks);
        return new(image, contents, log);
    }

    public void Dispose() => Image.Dispose();

    private sealed class Texts(Predicate<string> wants) : IFileAnalyzer<string>
    {
        public bool WantsName(ImagePath path) => wants(path.Value);

        public bool Wants(in FileFacts facts) => WantsName(facts.Path);

        public IFileAnalysis<string>? Begin(in FileFacts facts, ReadOnlySpan<byte> head) => new Text();
    }

    private sealed class Text : IFileAnalysis<string>
    {
        public ImmutableArray<IContentInspector> Inspectors => [];

        public bool KeepsContent => true;

        public string Complete(ImageFile file, IScanLog log) => Encoding.UTF8.GetString(file.Content.Span);
    }
}
