using System.Buffers;
using System.Collections.Immutable;
using PipelineGuard.Findings;

namespace PipelineGuard.Attribution.Upgrades;

/// <summary>A <c>RUN</c> that upgrades packages of a base image.</summary>
/// <param name="Form">Its command.</param>
/// <param name="Names">The packages, in order, each once.</param>
internal sealed record UpgradeRun(UpgradeForm Form, ImmutableArray<string> Names)
{
    private const string Root = "USER root", Back = "USER ", Run = "RUN ";
    private static readonly SearchValues<char> OfNames = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-");
    private static readonly SearchValues<char> OfUsers = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>The user that the base image works as, to whom the file goes back; null when that is the superuser.</summary>
    public string? User { get; init; }

    /// <summary>True for lines that are added, each behind a line break; false for the text of the one instruction.</summary>
    public bool IsAdded { get; init; }

    /// <summary>True for a name that a shell takes for nothing else, and no package manager for an option. Names come from images and reports.</summary>
    public static bool IsName(string text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(OfNames);

    /// <summary>True for a user that <c>USER</c> can name.</summary>
    public static bool IsUser(string text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && !text.AsSpan().ContainsAnyExcept(OfUsers);

    /// <summary>With some packages more.</summary>
    public UpgradeRun With(IEnumerable<string> names) => this with { Names = [.. Names.Concat(names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };

    /// <summary>An edit that writes such a text, with some packages more; its line breaks stay as they are.</summary>
    public static TextEdit Extend(TextEdit edit, IEnumerable<string> names) =>
        edit with { Text = Parse(edit.Text)!.With(names).ToText(edit.Text.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n") };

    /// <summary>The text.</summary>
    /// <param name="newLine">What ends the lines of the file.</param>
    public string ToText(string newLine)
    {
        var run = $"{Run}{Form.Before} {string.Join(' ', Names)}{Form.After}";
        if (!IsAdded) return run;
        return User is null ? newLine + run : $"{newLine}{Root}{newLine}{run}{newLine}{Back}{User}";
    }

    /// <summary>Reads what <see cref="ToText"/> writes; null for everything else.</summary>
    public static UpgradeRun? Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines switch
        {
            [var run] => Command(run),
            ["", var run] => Command(run) is { } read ? read with { IsAdded = true } : null,
            ["", Root, var run, var user] when user.StartsWith(Back, StringComparison.Ordinal) && IsUser(user[Back.Length..]) => Command(run) is { } read ? read with { IsAdded = true, User = user[Back.Length..] } : null,
            _ => null,
        };
    }

    private static UpgradeRun? Command(string line)
    {
        foreach (var form in UpgradeForm.All)
        {
            var head = $"{Run}{form.Before} ";
            if (line.Length <= head.Length + form.After.Length || !line.StartsWith(head, StringComparison.Ordinal) || !line.EndsWith(form.After, StringComparison.Ordinal)) continue;
            var names = line[head.Length..^form.After.Length].Split(' ');
            if (names.All(IsName)) return new UpgradeRun(form, []).With(names);
        }
        return null;
    }
}
