using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Secrets;
using PipelineGuard.Secrets.Rules;

namespace PipelineGuard.Fuzz;

/// <summary>The search for secrets.</summary>
internal static class SecretReads
{
    private const int LongestPreview = 5;

    // Names by which rules decide whether a file is theirs.
    private static readonly string[] Paths = ["app/.env", "root/.ssh/id_rsa", "app/appsettings.json", "etc/app.conf", "app/shop.dll", "root/.docker/config.json", "app/store.pfx"];

    /// <summary>Reads the input as a file, whole and in blocks of odd size: both find the same, and nothing shows a secret.</summary>
    public static void File(byte[] input)
    {
        var path = Paths[input.Length % Paths.Length];
        var whole = Search(path, input, Math.Max(1, input.Length));
        if (whole.Any(hit => hit.Preview.Length > LongestPreview)) throw new InvalidOperationException("A preview shows too much of a secret.");
        if (!whole.SequenceEqual(Search(path, input, 1 + (input.Length % 97)))) throw new InvalidOperationException("What is found depends on how the bytes come.");
    }

    /// <summary>A text with each kind of secret.</summary>
    public static IEnumerable<byte[]> Samples()
    {
        var text = new SampleText(1);
        return SecretRules.All.SelectMany(rule => rule.Info.Flags).Select(shape => Encoding.UTF8.GetBytes($"a: 1\n{text.Expand(shape)}\nb: 2\n"));
    }

    private static ImmutableArray<SecretHit> Search(string path, byte[] input, int block)
    {
        var inspector = new SecretInspector();
        inspector.Begin(path, input.Length, input.AsSpan(0, Math.Min(input.Length, 512)));
        for (int at = 0; at < input.Length; at += block) inspector.Append(input.AsSpan(at, Math.Min(block, input.Length - at)));
        return inspector.Finish();
    }
}
