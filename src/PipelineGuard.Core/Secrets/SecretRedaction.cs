using System.Text;

namespace PipelineGuard.Secrets;

/// <summary>
/// Takes secrets out of text that is shown. Rules quote words, cut them to a length and take them apart at slashes and colons, so not only whole
/// values go, but every piece of eight characters and more.
/// </summary>
internal sealed class SecretRedaction
{
    private const int Piece = 8;

    private readonly List<(string Secret, string Preview)> _short = [];
    private readonly Dictionary<ulong, string> _pieces = [];

    /// <summary>True when not all secrets are known: then no text is shown that may hold one.</summary>
    public bool IsCut { get; set; }

    /// <summary>True when there is nothing to take out.</summary>
    public bool IsEmpty => !IsCut && _pieces.Count == 0 && _short.Count == 0;

    /// <summary>Notes a secret; an empty one is none.</summary>
    public void Add(string secret)
    {
        if (secret.Length == 0) return;
        var preview = SecretPreview.Of(Encoding.UTF8.GetBytes(secret));
        if (secret.Length < Piece)
        {
            _short.Add((secret, preview));
            return;
        }
        for (int at = 0; at + Piece <= secret.Length; at++) _pieces.TryAdd(PieceAt(secret, at), preview);
    }

    /// <summary>True when something of a secret stands in a text, or may.</summary>
    public bool IsIn(string text) => IsCut || !ReferenceEquals(Apply(text), text);

    /// <summary>The text with a preview in place of everything that is secret; the same object when nothing is.</summary>
    public string Apply(string text)
    {
        if (IsCut) return "…";
        if (_pieces.Count > 0 && text.Length >= Piece) text = WithoutPieces(text);
        foreach (var (secret, preview) in _short) text = text.Replace(secret, preview, StringComparison.Ordinal);
        return text;
    }

    private string WithoutPieces(string text)
    {
        StringBuilder? shown = null;
        int copied = 0;
        for (int at = 0; at + Piece <= text.Length;)
        {
            if (!_pieces.TryGetValue(PieceAt(text, at), out var preview))
            {
                at++;
                continue;
            }
            int end = at + Piece;
            while (end < text.Length && _pieces.ContainsKey(PieceAt(text, end - Piece + 1))) end++;
            (shown ??= new StringBuilder(text.Length)).Append(text, copied, at - copied).Append(preview);
            (at, copied) = (end, end);
        }
        return shown is null ? text : shown.Append(text, copied, text.Length - copied).ToString();
    }

    // Characters beyond Latin-1 may coincide, which takes out too much and never too little.
    private static ulong PieceAt(string text, int at)
    {
        ulong piece = 0;
        for (int i = 0; i < Piece; i++) piece = piece << 8 | (byte)text[at + i];
        return piece;
    }
}
