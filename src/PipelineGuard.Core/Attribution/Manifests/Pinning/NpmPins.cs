using System.Text;
using System.Text.Json;
using PipelineGuard.Packages.Catalogers;

namespace PipelineGuard.Attribution.Manifests.Pinning;

/// <summary>
/// Where packages that others bring are pinned: only the <c>package.json</c> at the root of a workspace counts, the one beside the lock file, and what the
/// member is called depends on whose lock file that is.
/// </summary>
internal sealed class NpmPins
{
    private static readonly (string Lock, NpmForms Forms)[] Locks =
    [
        ("package-lock.json", PinForms.Npm[0]), ("npm-shrinkwrap.json", PinForms.Npm[0]), ("bun.lock", PinForms.Npm[0]), ("yarn.lock", PinForms.Npm[1]), ("pnpm-lock.yaml", PinForms.Npm[2]),
    ];

    private readonly Dictionary<string, SourceFile> _manifests;
    private readonly Dictionary<string, NpmForms> _locked = new(StringComparer.Ordinal);

    /// <summary>Takes the manifests and lock files among the sources.</summary>
    public NpmPins(IReadOnlyCollection<SourceFile> files)
    {
        _manifests = files.Where(file => file.FileName == "package.json").DistinctBy(FolderOf).ToDictionary(FolderOf, StringComparer.Ordinal);
        foreach (var (name, forms) in Locks)
        {
            foreach (var file in files.Where(file => file.FileName == name)) _locked.TryAdd(FolderOf(file), forms);
        }
    }

    /// <summary>The place for what a manifest's packages bring; null when it cannot be told.</summary>
    /// <param name="manifest">The manifest, by its name for reports.</param>
    public PinPlace? For(string manifest)
    {
        var own = _manifests.Values.FirstOrDefault(file => file.Name == manifest);
        for (var folder = own is null ? null : FolderOf(own); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (_locked.TryGetValue(folder, out var forms)) return _manifests.TryGetValue(folder, out var root) ? PlaceIn(root, forms) : null;
        }
        return own is null ? null : PlaceIn(own, PinForms.Npm[0]);
    }

    /// <summary>The place in one manifest: in the member when there is one, else behind all others.</summary>
    internal static PinPlace? PlaceIn(SourceFile file, NpmForms forms)
    {
        try
        {
            return Find(file, forms);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static PinPlace? Find(SourceFile file, NpmForms forms)
    {
        var bytes = file.Bytes.Span.StartsWith("\uFEFF"u8) ? file.Bytes.Span[3..] : file.Bytes.Span;
        var reader = JsonText.Open(bytes);
        JsonText.EnterObject(ref reader);
        int lastStart = 0, lastEnd = 0;
        PinPlace? found = null;
        while (JsonText.NextProperty(ref reader, out var name))
        {
            lastStart = (int)reader.TokenStartIndex;
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            if (name == (forms.Within ?? forms.Member))
            {
                if (!isObject) return null;
                found = forms.Within is null ? In(ref reader, file, bytes, forms.First) : Within(ref reader, file, bytes, forms);
                if (found is null) return null;
            }
            else reader.Skip();
            lastEnd = (int)reader.BytesConsumed;
        }
        if (found is not null || lastEnd == 0) return found;
        var indent = IndentAt(file, CharAt(file, bytes, lastStart)) is { Length: > 0 } own ? own : "  ";
        return new(file, CharAt(file, bytes, lastEnd), indent, forms.LastMember) { Step = indent };
    }

    // An empty object would need another form; nobody keeps one.
    private static PinPlace? In(ref Utf8JsonReader reader, SourceFile file, ReadOnlySpan<byte> bytes, PinForm form)
    {
        int open = (int)reader.BytesConsumed, depth = reader.CurrentDepth;
        if (!JsonText.NextProperty(ref reader, out _)) return null;
        var indent = IndentAt(file, CharAt(file, bytes, (int)reader.TokenStartIndex));
        while (reader.CurrentDepth > depth && reader.Read())
        {
        }
        return new(file, CharAt(file, bytes, open), indent, form);
    }

    private static PinPlace? Within(ref Utf8JsonReader reader, SourceFile file, ReadOnlySpan<byte> bytes, NpmForms forms)
    {
        int open = (int)reader.BytesConsumed;
        string? indent = null;
        PinPlace? inner = null;
        while (JsonText.NextProperty(ref reader, out var name))
        {
            indent ??= IndentAt(file, CharAt(file, bytes, (int)reader.TokenStartIndex));
            if (name != forms.Member) reader.Skip();
            else if (reader.TokenType != JsonTokenType.StartObject || (inner = In(ref reader, file, bytes, forms.First)) is null) return null;
        }
        return inner ?? (indent is null ? null : new(file, CharAt(file, bytes, open), indent, forms.FirstMember));
    }

    private static int CharAt(SourceFile file, ReadOnlySpan<byte> bytes, int at) => file.Source.MarkLength + Encoding.UTF8.GetCharCount(bytes[..at]);

    private static string IndentAt(SourceFile file, int at)
    {
        var line = file.Source.Text.AsSpan(0, at);
        line = line[(line.LastIndexOf('\n') + 1)..];
        return line[..(line.Length - line.TrimStart().Length)].ToString();
    }

    private static string FolderOf(SourceFile file) => Path.GetDirectoryName(file.Path)!;
}
