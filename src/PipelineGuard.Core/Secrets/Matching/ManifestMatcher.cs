using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Secrets.Searching;
using PipelineGuard.Secrets.Validation;

namespace PipelineGuard.Secrets.Matching;

/// <summary>Finds manifests of Kubernetes secrets that hold values (Kubernetes API reference, core/v1 Secret).</summary>
internal sealed class ManifestMatcher : SecretMatcher
{
    private const int Reach = 2_048;

    /// <inheritdoc/>
    public override ImmutableArray<Keyword> Keywords { get; } = [new("kind: Secret")];

    /// <inheritdoc/>
    public override int Before => 2;

    /// <inheritdoc/>
    public override int MaxLength => Reach;

    /// <inheritdoc/>
    public override ImmutableArray<string> Shapes { get; } = ["apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ntype: Opaque\ndata:\n  password: {login:12}\n"];

    /// <inheritdoc/>
    public override ImmutableArray<string> Harmless { get; } = ["apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ndata:\n  password: \"{{ .Values.password }}\"\n", "kind: SecretStore\ndata:\n  a: YWJjZGVmZ2hpamts\n"];

    /// <inheritdoc/>
    public override bool TryMatch(in SecretPlace place, out SecretSpan secret)
    {
        secret = default;
        if (place.End < place.Text.Length && place.Text[place.End] is not ((byte)'\r' or (byte)'\n')) return false;
        var text = place.Text[place.End..Math.Min(place.Text.Length, place.Start + Reach)];
        int next = text.IndexOf("\n---"u8), data = text.IndexOf("\ndata:"u8);
        if (data < 0 || (next >= 0 && next < data)) return false;
        int at = data + "\ndata:".Length;
        foreach (var line in Encoding.Latin1.GetString(text[at..]).Split('\n').Skip(1))
        {
            at += 1;
            if (!line.StartsWith(' ')) return false;
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            var value = colon < 0 ? "" : line[(colon + 2)..].Trim().Trim('"', '\'');
            at = text[at..].IndexOf(Encoding.Latin1.GetBytes(line)) + at;
            if (IsValue(value))
            {
                secret = new(place.End + at + line.IndexOf(value, colon + 2, StringComparison.Ordinal), value.Length);
                return true;
            }
            at += line.Length;
        }
        return false;
    }

    private static bool IsValue(string base64)
    {
        var bytes = new byte[base64.Length];
        return base64.Length >= 8 && Convert.TryFromBase64String(base64, bytes, out int length) && Passwords.IsReal(Encoding.Latin1.GetString(bytes, 0, length).TrimEnd('\n'), "");
    }
}
