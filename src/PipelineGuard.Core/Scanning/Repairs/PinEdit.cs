using PipelineGuard.Attribution.Manifests.Pinning;
using PipelineGuard.Dockerfiles.Text;
using PipelineGuard.Findings;

namespace PipelineGuard.Scanning.Repairs;

/// <summary>Adds a version to a file that has none of the package: because another package brings it, or because its line leaves the version open.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="Type">The package URL type.</param>
/// <param name="Package">Its name.</param>
/// <param name="Version">The version that it is to have.</param>
/// <param name="Line">The package whose line it is, as the file spells it.</param>
/// <param name="Form">How it is written; null for a text that is of no form.</param>
internal sealed record PinEdit(TextEdit Edit, string Type, string Package, string Version, string Line, PinForm? Form) : PackageEdit(Edit, Type, Package, Version)
{
    /// <summary>The edit with the form that its text has.</summary>
    public static PinEdit Of(TextEdit edit, string type, string package, string version, string line) =>
        new(edit, type, package, version, line, FormOf(edit, package, version));

    /// <summary>The form of an edit; null when it is of none.</summary>
    public static PinForm? FormOf(TextEdit edit, string package, string version)
    {
        if (!PinPlace.IsName(package) || !PinPlace.IsVersion(version)) return null;
        var bare = Squeezed(edit.Text);
        bool replacesNothing = (edit.Line, edit.Column) == (edit.EndLine, edit.EndColumn);
        return PinForms.All.FirstOrDefault(form => form.Anchor.Length == 0 == replacesNothing && Squeezed(form.Anchor + form.Open + form.EntryFor(package, version) + form.Close) == bare);
    }

    public override string Key => Package;

    public override bool IsPlain(string old) => Form is not null;

    public override bool MayReplace(SourceText source, TextSpan span)
    {
        var line = source.FullLine(Edit.Line - 1);
        var around = Form!.IsBesideBringer ? source.Text.AsSpan(line.Start, line.Length) : source.Text;
        return source[span].SequenceEqual(Form.Anchor)
            && source.Text.AsSpan(span.End).TrimStart().StartsWith(Form.Follows, StringComparison.Ordinal)
            && Names(around, Line[(Line.IndexOf(':', StringComparison.Ordinal) + 1)..])
            && !(Line != Package && source.Text.Contains(Form.EntryFor(Package, Version).Trim(), StringComparison.OrdinalIgnoreCase));
    }

    public override string Tell(string old) => $"{Package} pinned to {Version}";

    /// <summary>One edit that pins all of several packages at one place.</summary>
    /// <param name="same">Edits of one form.</param>
    public static TextEdit Together(IReadOnlyList<PinEdit> same)
    {
        var (form, text) = (same[0].Form!, same[0].Edit.Text);
        if (same.Count == 1) return same[0].Edit;
        var (start, end) = same[0].EntrySpan();
        var entries = same.Select(edit => edit.EntrySpan() is var (from, to) ? edit.Edit.Text[from..to] : "").Distinct(StringComparer.Ordinal);
        return same[0].Edit with { Text = string.Concat(text.AsSpan(0, start), string.Join(form.Between, entries), text.AsSpan(end)) };
    }

    // What stands in front of the entry, and behind it, counts by its letters: how far it is indented, the file decides.
    private (int Start, int End) EntrySpan()
    {
        int start = 0, end = Edit.Text.Length;
        for (int left = Squeezed(Form!.Anchor + Form.Open).Length; left > 0; start++) left -= char.IsWhiteSpace(Edit.Text[start]) ? 0 : 1;
        for (int left = Squeezed(Form.Close).Length; left > 0; end--) left -= char.IsWhiteSpace(Edit.Text[end - 1]) ? 0 : 1;
        while (Form.Close.Length > 0 && end > start && char.IsWhiteSpace(Edit.Text[end - 1])) end--;
        return (start, end);
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    // The name, and not a part of a longer one.
    private static bool Names(ReadOnlySpan<char> text, string name)
    {
        if (name.Length == 0) return false;
        for (int from = 0; text[from..].IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var found; from += found + 1)
        {
            int start = from + found, end = start + name.Length;
            if ((start == 0 || !IsOfName(text[start - 1])) && (end == text.Length || !IsOfName(text[end]))) return true;
        }
        return false;
    }

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or '@';
}
