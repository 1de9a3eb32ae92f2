using System.Globalization;
using System.Text;
using PipelineGuard.Findings;
using PipelineGuard.Hardening;
using PipelineGuard.Images.Building;
using PipelineGuard.Lifecycle.Rules;
using PipelineGuard.Malware;
using PipelineGuard.Policy;
using PipelineGuard.Scanning;

namespace PipelineGuard.Lifecycle;

/// <summary>
/// Judges the examples of rules about support: a small image (see <see cref="ExampleImage"/>) or the package URLs of a bill of materials, as on
/// the example day or on that of a first line <c>day YEAR-MONTH-DAY</c>.
/// </summary>
internal static class LifecycleExample
{
    /// <summary>What is found in it.</summary>
    public static async Task<IReadOnlyList<Finding>> CheckAsync(string text)
    {
        var day = LifecycleRule.ExampleDay;
        if (text.StartsWith("day ", StringComparison.Ordinal))
        {
            day = DateOnly.ParseExact(text.AsSpan(4, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            text = text[15..];
        }
        return [.. LifecycleCheck.Run([await ReadAsync(text)], GuardPolicy.Default, day)];
    }

    private static async Task<TargetScan> ReadAsync(string text)
    {
        var log = new TestLog();
        if (text.StartsWith("pkg:", StringComparison.Ordinal))
        {
            using var bill = TestTarget.File("shop.cdx.json", Encoding.UTF8.GetBytes(Bill(text.Split('\n'))));
            return SbomScanner.ScanIfSbom(bill.Path, GuardOptions.Defaults.Limits!, new StandardInput(null), log, TestContext.Current.CancellationToken)!;
        }
        using var target = ExampleImage.Of(text).AsOciArchive();
        using var malware = new MalwareScan(new MalwareOptions());
        return await ImageScanner.ScanAsync(target.Path, GuardOptions.Defaults, malware, new StandardInput(null), log, new SilentLog(), TestContext.Current.CancellationToken);
    }

    private static string Bill(IEnumerable<string> purls) => $$"""
        { "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
          {{string.Join(",\n  ", purls.Select(purl => $$"""{ "type": "library", "name": "x", "version": "{{purl.Split('@')[1].Split('?')[0]}}", "purl": "{{purl}}" }"""))}} ] }
        """;
}
