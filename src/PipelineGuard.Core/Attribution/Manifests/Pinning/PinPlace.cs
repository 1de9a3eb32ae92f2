using System.Buffers;
using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.Manifests.Pinning;

/// <summary>A place where a manifest can pin a package.</summary>
/// <param name="File">The manifest.</param>
/// <param name="At">Offset behind the anchor of the form.</param>
/// <param name="Indent">What stands in front of new lines.</param>
/// <param name="Form">What is written.</param>
internal sealed record PinPlace(SourceFile File, int At, string Indent, PinForm Form)
{
    private static readonly SearchValues<char> OfNames = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-@/:+~");
    private static readonly SearchValues<char> OfVersions = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-+~!:");

    /// <summary>One level of indentation.</summary>
    public string Step { get; init; } = "  ";

    /// <summary>True for a name that can be written into any manifest without becoming something else there. Names come from images and reports.</summary>
    public static bool IsName(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(OfNames);

    /// <summary>True for a version that can be, and is no address: manifests take those, too.</summary>
    public static bool IsVersion(string text) => text.TrimStart('v') is [>= '0' and <= '9', ..] && !text.AsSpan().ContainsAnyExcept(OfVersions);

    /// <summary>How to pin a package to a version given later; null for one with an odd name.</summary>
    public Func<string, ImmutableArray<TextEdit>>? For(string package) => IsName(package) ? version => IsVersion(version) ? [Edit(package, version)] : [] : null;

    /// <summary>The edit that pins a package.</summary>
    public TextEdit Edit(string package, string version)
    {
        var (source, newLine) = (File.Source, File.Source.NewLine);
        var text = Form.Anchor + string.Concat(Form.Open, Form.EntryFor(package, version), Form.Close).Replace("\t", Step, StringComparison.Ordinal).Replace("\n", newLine + Indent, StringComparison.Ordinal);
        return TextEdits.Replace(source, File.Name, TextSpan.FromBounds(At - Form.Anchor.Length, At), text);
    }
}
