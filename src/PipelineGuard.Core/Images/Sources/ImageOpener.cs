using PipelineGuard.Findings;
using PipelineGuard.Images.Sources.Engines;
using PipelineGuard.Images.Sources.Registries;
using PipelineGuard.IO;

namespace PipelineGuard.Images.Sources;

/// <summary>Opens images, whatever they come in; content decides, never a file's name.</summary>
internal sealed class ImageOpener
{
    // What a root directory has at least one of (Filesystem Hierarchy Standard 3.0, §3).
    private static readonly string[] RootFolders = ["etc", "usr", "bin", "lib", "var", "opt", "sbin", "app"];

    private readonly TargetName _target;
    private readonly ReadLimits _limits;
    private readonly IScanLog _log;
    private readonly ImageChoice _choice;
    private readonly Platform? _platform;
    private readonly RegistryAccess _registries;
    private readonly CancellationToken _cancellation;
    private EngineImage? _engine;

    private ImageOpener(TargetName target, Platform? platform, RegistryAccess registries, ReadLimits limits, IScanLog log, CancellationToken cancellation)
    {
        (_target, _platform, _registries, _limits, _log, _cancellation) = (target, platform, registries, limits, log, cancellation);
        _choice = new(target, platform, log);
    }

    /// <summary>Opens an image. No layer is read yet, unless the archive is compressed as a whole or comes through a pipe.</summary>
    /// <param name="target">
    /// <c>[docker-archive:|oci-dir:|oci-archive:|rootfs:]path[#name]</c>, <c>[registry:|docker:|podman:]image</c>, or <c>-</c> for standard input.
    /// Without a prefix, a file or directory of that name counts first, then an image of an engine here, then the registry.
    /// </param>
    /// <param name="platform"><c>os/architecture[/variant]</c>; null for this machine's under Linux, or else the first.</param>
    /// <param name="limits">Bounds what is read.</param>
    /// <param name="log">Takes what is wrong with an image that can be read all the same.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="standardInput">What <c>-</c> means; null for the process's own.</param>
    /// <param name="registries">How registries are talked to; null for the usual.</param>
    /// <exception cref="GuardException">It is not there, is no image, is damaged, or has no such platform.</exception>
    public static Image Open(string target, string? platform, ReadLimits limits, IScanLog log, CancellationToken cancellation, Func<Stream>? standardInput = null, RegistryAccess? registries = null)
    {
        Platform? wanted = null;
        if (platform is not null)
        {
            if (!Platform.TryParse(platform, out var parsed)) throw new GuardException(Problems.BadUsage, platform, "A platform is written 'os/architecture' or 'os/architecture/variant', as in linux/arm64.");
            wanted = parsed;
        }
        var opener = new ImageOpener(TargetName.Parse(target), wanted, registries ?? new(), limits, log, cancellation);
        var image = opener.Open(standardInput);
        if (image.Platform is { OperatingSystem: "windows" }) log.Report(new(Problems.WindowsImage, target, $"Its platform is {image.Platform}."));
        return image;
    }

    private Image Open(Func<Stream>? standardInput)
    {
        try
        {
            if (_target.Kind is TargetName.Registry) return OpenRegistry(_target.Path);
            if (_target.Kind is TargetName.Docker or TargetName.Podman) return OpenEngine(EngineImage.Get(_target.Kind, _target.Path, _registries.Environment, _cancellation));
            if (_target.IsStandardInput) return OpenStream(standardInput?.Invoke() ?? Console.OpenStandardInput());
            if (Directory.Exists(_target.Path)) return OpenFolder(Path.GetFullPath(_target.Path));
            if (File.Exists(_target.Path)) return OpenStream(new FileStream(_target.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0));
            if (_target.Kind is null && !_target.LooksLikeFile && RegistryReference.TryParse(_target.Path, out var reference)) return OpenByName(reference);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or LimitException || Decompressor.IsDamage(failure))
        {
            throw Damaged(failure);
        }
        throw new GuardException(Problems.TargetNotFound, _target.Text, "There is no such file or directory.");
    }

    private Image OpenByName(RegistryReference reference)
    {
        if (EngineImage.Find(_target.Path, _platform, _registries.Environment, _cancellation) is { } found) return OpenEngine(found);
        try
        {
            return RegistryImage.Open(_target.Text, reference, _choice, _registries, _limits, _log, _cancellation);
        }
        catch (GuardException failure) when (failure.Problem == Problems.NotInRegistry || failure.Problem == Problems.RegistryUnauthorized || failure.Problem == Problems.RegistryUnreachable)
        {
            throw new GuardException(failure.Problem, failure.Subject, $"{failure.Detail} There is no file of this name either, and no Docker or Podman here has such an image.", failure);
        }
    }

    private Image OpenRegistry(string name) => RegistryReference.TryParse(name, out var reference)
        ? RegistryImage.Open(_target.Text, reference, _choice, _registries, _limits, _log, _cancellation)
        : throw new GuardException(Problems.BadUsage, _target.Text, "This is no name of an image: expected [HOST[:PORT]/]PATH[:TAG][@sha256:DIGEST], all but the tag in lower case.");

    // The archive goes into a temporary file, as one from a pipe does: its manifest stands behind the layers.
    private Image OpenEngine(EngineImage engine)
    {
        using (_engine = engine) return OpenStream(engine.Export(_platform, _cancellation));
    }

    private Image OpenFolder(string folder)
    {
        var files = new ImageFolder(folder);
        if (_target.Kind is null or TargetName.OciDirectory && OciLayout.IsLayout(files)) return ReadLayout(files, TargetName.OciDirectory);
        bool isRoot = _target.Kind == TargetName.RootFileSystem || (_target.Kind is null && RootFolders.Any(name => Directory.Exists(Path.Combine(folder, name))));
        if (!isRoot) throw NotAnImage(_target.Kind is { } kind ? $"This directory is no {kind}." : "This directory is neither an OCI layout nor the root of a file system.");
        return new()
        {
            Name = _target.Text,
            Kind = TargetName.RootFileSystem,
            LogicalName = _target.Logical(null),
            Layers = [new() { Index = 0, Folder = folder }],
        };
    }

    private Image OpenStream(Stream stream)
    {
        if (_target.Kind is TargetName.OciDirectory or TargetName.RootFileSystem)
        {
            stream.Dispose();
            throw NotAnImage($"It is no directory, and so no {_target.Kind}.");
        }
        var archive = OpenArchive(stream);
        try
        {
            return ReadArchive(archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private ImageArchive OpenArchive(Stream stream)
    {
        var file = Seekable(stream);
        try
        {
            var start = new byte[4096];
            int length = RandomAccess.Read(file, start, 0);
            if (!FileLook.IsTar(start.AsSpan(0, length))) throw NotAnImage(FileLook.Describe(start.AsSpan(0, length)));
            return ImageArchive.Open(file, _limits, _cancellation);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // The file itself when it is one and not compressed; a temporary copy otherwise.
    private Microsoft.Win32.SafeHandles.SafeFileHandle Seekable(Stream stream)
    {
        var metered = new MeteredStream(stream, hashed: false, onRead: null, _cancellation);
        bool supported = Decompressor.Recognize(metered.Peek(), out var compression, out var unsupported);
        if (!supported) throw NotAnImage($"It is compressed with {unsupported}, which is not supported.");
        if (compression == Compression.None && stream is FileStream { CanSeek: true } file) return file.SafeFileHandle;
        using (metered)
        using (var inflater = new BoundedInflater(metered, compression, _limits, _limits.ArchiveBytes, nameof(ReadLimits.ArchiveBytes)))
        {
            return TemporaryFile.Write(inflater.Fill);
        }
    }

    private Image ReadArchive(ImageArchive archive)
    {
        bool isLayout = OciLayout.IsLayout(archive), isDocker = DockerArchive.IsArchive(archive);
        bool isOpen = _engine is not null || _target.Kind is null;
        if (isDocker && (isOpen || _target.Kind is TargetName.DockerArchive)) return isLayout ? ReadBoth(archive) : ReadDockerArchive(archive);
        if (isLayout && (isOpen || _target.Kind is TargetName.OciArchive)) return ReadLayout(archive, TargetName.OciArchive);
        var names = archive.SomeNames.ToArray();
        if (_target.Kind is { } kind) throw NotAnImage($"This archive is no {kind}.");
        throw NotAnImage(names.Length == 0 ? "It is an archive with nothing in it." : $"It is an archive, but not of an image: it starts with {string.Join(", ", names)}.");
    }

    private Image ReadDockerArchive(ImageArchive archive) =>
        Made(_choice.Choose(new DockerArchive(archive, Json(archive), _limits)), archive, TargetName.DockerArchive);

    private Image ReadLayout(IImageFiles files, string kind) => Made(_choice.Choose(new OciLayout(files, Json(files), _limits)), files, kind);

    // Docker 25 and later write both descriptions. Engines load by one or the other, so they have to describe the same image.
    private Image ReadBoth(ImageArchive archive)
    {
        var json = Json(archive);
        var layout = new OciLayout(archive, json, _limits);
        var manifest = _choice.Choose(layout);
        var configs = new DockerArchive(archive, json, _limits).Images().Select(image => image.Text("Config"));
        // Of several platforms, manifest.json describes the one of the machine that saved it.
        if (layout.Offers().Count == 1 && !configs.Contains(JsonFile.BlobPath(manifest.ConfigDigest!.Value)))
        {
            _log.Report(new(Problems.DigestMismatch, _target.Text, "Its 'manifest.json' and its 'index.json' describe different images; the latter was read."));
        }
        return Made(manifest, archive, TargetName.DockerArchive);
    }

    private Image Made(ImageManifest manifest, IImageFiles files, string kind) => new()
    {
        Name = _target.Text,
        Kind = _engine?.Kind ?? kind,
        LogicalName = _engine is null ? _target.Logical(manifest.Reference) : EngineName(manifest),
        Reference = manifest.Reference,
        Digest = manifest.Digest,
        OfferedDigest = manifest.Offered,
        Platform = manifest.Platform,
        Config = manifest.Config,
        Layers = manifest.Layers,
        Source = files,
    };

    // An id says nothing that would stay; the name recorded with the image does.
    private string EngineName(ImageManifest manifest) =>
        RegistryReference.TryParse(manifest.Reference ?? _target.Path, out var reference) ? reference.LogicalName : "image";

    private JsonFile Json(IImageFiles files) => new(files, _target.Text, _limits, _log);

    private GuardException NotAnImage(string detail) => new(Problems.NotAnImage, _target.Text, detail);

    private GuardException Damaged(Exception failure) => failure is LimitException
        ? new(Problems.BadImage, _target.Text, failure.Message, failure)
        : new(Problems.BadImage, _target.Text, $"It could not be read: {failure.Message}", failure);
}
