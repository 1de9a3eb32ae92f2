using System.Buffers;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;
using PipelineGuard.IO;

namespace PipelineGuard.Scanning.Repairs;

/// <summary>Gives the base image another tag, and another digest where one is written: in a name, or in a value that is a part of one.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="Replaces">What stands there, all of it.</param>
internal sealed record BaseImageEdit(TextEdit Edit, string Replaces) : ReportEdit(Edit)
{
    private static readonly SearchValues<char> TagSigns = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public override string Key => "";

    public override bool IsPlain(string old) => Parts(Replaces) is var (repository, _) && Parts(Edit.Text) is var (other, tag) && repository == other && IsTag(tag);

    public override bool MayReplace(SourceText source, TextSpan span) => source[span].SequenceEqual(Replaces);

    public override string Tell(string old) => $"base image {old} → {Edit.Text}";

    // A value without a colon is a tag: a name would have no tag to replace. A digest that is none makes a tag that is none, unless a variable is what follows.
    private static (string Repository, string Tag) Parts(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? "" : text[(at + 1)..];
        bool isOpen = at >= 0 && digest is "" or "sha256:";
        if (at >= 0 && !isOpen && !Digest.TryParse(digest, out _)) return ("", "");
        var name = at < 0 ? text : text[..at];
        int colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? (name[..colon] + (isOpen ? text[at..] : ""), name[(colon + 1)..]) : ("", name);
    }

    private static bool IsTag(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TagSigns);
}
