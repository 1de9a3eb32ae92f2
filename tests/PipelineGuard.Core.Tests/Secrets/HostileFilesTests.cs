using System.Collections.Immutable;
using System.Text;
using CsCheck;
using PipelineGuard.Findings;
using PipelineGuard.Images.Building;
using PipelineGuard.Policy;
using PipelineGuard.Scanning;
using PipelineGuard.Secrets.Rules;

namespace PipelineGuard.Secrets;

/// <summary>Files that are made to be hard: one endless line, noise, other encodings, nothing but secrets.</summary>
public sealed class HostileFilesTests
{
    private const int Megabyte = 1 << 20;

    private static readonly string Token = new SampleText(9).Expand("ghp_{alnum:30}{crc62:6}");

    [Fact]
    public void Noise_holds_no_secret()
    {
        var noise = new Draw(7).Bytes(8 * Megabyte);

        Assert.Empty(Inspect("app/noise.bin", noise));
        Assert.Empty(Inspect("app/noise.txt", [.. noise.Select(value => (byte)((value % 94) + 33))]));
    }

    [Fact]
    public void A_token_in_noise_is_found()
    {
        byte[] noise = [.. new Draw(7).Bytes(Megabyte), 0, .. Encoding.ASCII.GetBytes(Token), 0, .. new Draw(8).Bytes(Megabyte)];

        Assert.Equal(["PGS100"], Inspect("app/program", noise).Select(hit => hit.Rule.Id));
    }

    [Fact]
    public void No_bytes_and_no_cut_make_it_fail_or_find_something_else()
    {
        string[] words = [.. SecretRules.All.SelectMany(rule => rule.Matcher.Keywords).Select(keyword => keyword.Text), Token, "=", "\"", "\n", "\0", ": ", "://", "@", "-----END PRIVATE KEY-----"];
        Gen.Select(Gen.OneOfConst(words).Array[0, 60], Gen.Byte.Array[0, 40], Gen.Int[1, 900]).Sample((parts, bytes, size) =>
        {
            byte[] content = [.. Encoding.Latin1.GetBytes(string.Concat(parts)), .. bytes];
            return Inspect("app/.env", content).SequenceEqual(Inspect("app/.env", content, size));
        }, iter: 200);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    public void Settings_in_utf_16_are_read(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var password = new SampleText(5).Expand("{alnum:18}");
        var text = $"{{\r\n  \"Grüße\": \"{new string('x', 5000)}\",\r\n  \"ConnectionStrings\": {{ \"Default\": \"Server=sql1;User Id=app;Password={password}\" }}\r\n}}\r\n";
        byte[] content = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        foreach (int size in new[] { int.MaxValue, 1, 4095 })
        {
            var hit = Assert.Single(Inspect("app/appsettings.json", content, size));
            Assert.Equal(("PGS712", 3), (hit.Rule.Id, hit.Line));
        }
    }

    [Fact]
    public async Task Settings_in_utf_16_are_read_from_an_image_too()
    {
        var text = $"{{ \"Token\": \"{Token}\" }}";
        var image = TestImage.Debian().With("app/appsettings.json", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);

        Assert.Equal(["PGS100 app/appsettings.json(1,14)"], await FindingsAsync(image));
    }

    [Fact]
    public void A_file_with_more_secrets_than_are_listed_says_so()
    {
        var text = string.Concat(Enumerable.Range(0, SecretScanner.MostHits + 1).Select(seed => new SampleText(seed).Expand("ghp_{alnum:30}{crc62:6}\n")));
        var scanner = new SecretScanner();

        Assert.Equal(SecretScanner.MostHits, scanner.Scan(new SecretSource("a"), Encoding.ASCII.GetBytes(text)).Length);
        Assert.True(scanner.IsCut);
    }

    [Fact]
    public async Task More_secrets_than_are_listed_make_the_scan_incomplete()
    {
        var text = string.Concat(Enumerable.Range(0, SecretScanner.MostHits + 1).Select(seed => new SampleText(seed).Expand("ghp_{alnum:30}{crc62:6}\n")));
        using var guard = await GuardRun.WithStoreAsync();

        var result = await guard.ScanAsync(TestImage.Alpine().With("app/tokens", text).AsDockerArchive());

        Assert.Contains(result.Report.Problems, problem => problem.Info == Problems.SecretsCut && problem.Subject.Contains("app/tokens", StringComparison.Ordinal));
        Assert.Equal(Verdict.Block, result.Verdict);
    }

    // A published example is silent, so it never fills the list: its hash, which is dear, must not be made again and again.
    [Fact]
    public void A_value_is_hashed_once()
    {
        var hashes = new SecretHashes();

        Assert.Same(hashes.Of("a value"u8), hashes.Of("a value"u8));
        Assert.NotEqual(hashes.Of("a value"u8), hashes.Of("another"u8));
        Assert.Equal(SecretHash.Of("a value"u8), hashes.Of("a value"u8));
    }

    private static ImmutableArray<SecretHit> Inspect(string path, byte[] content, int size = int.MaxValue)
    {
        var inspector = new SecretInspector();
        inspector.Begin(path, content.Length, content.AsSpan(0, Math.Min(512, content.Length)));
        for (int at = 0; at < content.Length; at += Math.Min(size, content.Length - at)) inspector.Append(content.AsSpan(at, Math.Min(size, content.Length - at)));
        return inspector.Finish();
    }

    private static async Task<IEnumerable<string>> FindingsAsync(TestImage image)
    {
        using var guard = await GuardRun.WithStoreAsync();
        var result = await guard.ScanAsync(image.AsDockerArchive());
        return result.Report.Findings.Where(finding => finding.Kind == FindingKind.Secret).Select(finding => $"{finding.Rule} {finding.Location}");
    }
}
