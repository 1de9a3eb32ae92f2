using PipelineGuard.Findings;
using PipelineGuard.Hardening.Settings;

namespace PipelineGuard.Hardening;

/// <summary>What rules look at, counted: their silence is worth as much as what they had before them.</summary>
internal static class Examined
{
    private const string NoConfiguration = "a root file system has no configuration";
    private const string IsBase = "it runs a bare shell or interpreter: those who build on it decide this";

    /// <summary>Files and directories of the final file system.</summary>
    public static Examination Files(ImageFacts image) => Examination.Looked(Count(image.EntryCount, "file or directory", "files and directories"));

    /// <summary>How containers run.</summary>
    public static Examination Configuration(ImageFacts image) =>
        image.HasConfig ? Examination.Looked("the configuration") : Examination.NothingThere(NoConfiguration);

    /// <summary>How containers run, of an image that runs something.</summary>
    public static Examination Service(ImageFacts image) =>
        image is { HasConfig: true, IsBase: true } ? Examination.NothingThere(IsBase) : Configuration(image);

    /// <summary>The instructions that made the layers.</summary>
    public static Examination History(ImageFacts image)
    {
        if (!image.HasConfig) return Examination.NothingThere(NoConfiguration);
        int untold = image.Layers.Count(layer => string.IsNullOrWhiteSpace(layer.Facts.CreatedBy));
        return untold == 0
            ? Examination.Looked($"the history of {Count(image.Layers.Length, "layer", "layers")}")
            : Examination.CouldNotLook($"the history does not tell how {untold} of {Count(image.Layers.Length, "layer", "layers")} came about");
    }

    /// <summary>The layers.</summary>
    public static Examination Layers(ImageFacts image) => Examination.Looked(Count(image.Layers.Length, "layer", "layers"));

    /// <summary>Packages of the operating system.</summary>
    public static Examination SystemPackages(ImageFacts image) =>
        image.Inventory.Packages.Count(package => package.Type.IsOperatingSystem) is > 0 and var count
            ? Examination.Looked(Count(count, "package of the operating system", "packages of the operating system"))
            : Examination.Unknown("it has no list of installed packages");

    /// <summary>Packages of the operating system, of an image that runs something.</summary>
    public static Examination ServicePackages(ImageFacts image) => image.IsBase && image.HasConfig ? Examination.NothingThere(IsBase) : SystemPackages(image);

    /// <summary>Lines of files of settings.</summary>
    /// <param name="image">The image.</param>
    /// <param name="absent">What it means that there is no such file: <c>no SSH server is set up</c>.</param>
    /// <param name="kinds">The files.</param>
    public static Examination Settings(ImageFacts image, string absent, params ReadOnlySpan<SettingsKind> kinds)
    {
        int files = 0, lines = 0;
        foreach (var file in image.Settings)
        {
            if (!kinds.Contains(file.Content.Kind)) continue;
            files++;
            lines += file.Content.Lines.Length;
        }
        return files == 0 ? Examination.NothingThere(absent) : Examination.Looked($"{Count(lines, "line", "lines")} in {Count(files, "file", "files")} of settings");
    }

    private static string Count(int count, string one, string many) => FormattableString.Invariant($"{count:N0} {(count == 1 ? one : many)}");
}
