namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Tells Windows images, whose commands run in cmd or PowerShell, from Linux ones.</summary>
internal static class WindowsImage
{
    // Microsoft's images, and how their tags and those built upon them name the Windows they hold.
    private static readonly string[] Names = ["windowsservercore", "nanoserver", "mcr.microsoft.com/windows"];

    /// <summary>True when the platform says so, or a name at the bottom of the stage does.</summary>
    public static bool IsOne(Stage stage)
    {
        if (stage.Platform?.StartsWith("windows", StringComparison.OrdinalIgnoreCase) == true) return true;
        if (stage.Base?.Stage is { } below) return below.IsWindows;
        return stage.Base is { } image && IsNamed(image.Reference);
    }

    /// <summary>True when an image's name says so.</summary>
    public static bool IsNamed(ImageReference image) => Names.Any(name => image.Text.Contains(name, StringComparison.OrdinalIgnoreCase));
}
