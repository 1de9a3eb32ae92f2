namespace PipelineGuard.Packages.Catalogers.Go;

/// <summary>The version of Go as advisories write it.</summary>
internal static class GoRelease
{
    /// <summary>
    /// The release that a build of Go calls itself after: <c>1.22.3</c> of <c>go1.22.3 X:boringcrypto</c> and of <c>go1.22.3-custom</c>,
    /// <c>1.24-devel</c> of <c>devel go1.24-abcdef</c>. A text of another form comes back as it is.
    /// </summary>
    public static string Of(string text)
    {
        const string Development = "devel ";
        bool isDevelopment = text.StartsWith(Development, StringComparison.Ordinal) || text.Contains("-devel", StringComparison.Ordinal);
        var release = text.AsSpan(text.StartsWith(Development, StringComparison.Ordinal) ? Development.Length : 0);
        if (!release.StartsWith("go", StringComparison.Ordinal) || release.Length < 3 || !char.IsAsciiDigit(release[2])) return text;
        release = release[2..];
        int end = release.IndexOfAny(" -+");
        if (end >= 0) release = release[..end];
        return isDevelopment ? $"{release}-devel" : release.ToString();
    }
}
