using System.IO.Compression;
using System.Text.Json;

namespace PipelineGuard.Advisories.Cvss;

/// <summary>Reads the vectors of real advisories, where there are some beside the repository.</summary>
public sealed class SharedVectorTests
{
    [Fact]
    public void Reads_every_vector_of_real_advisories()
    {
        var vectors = Records("*").SelectMany(Vectors).ToHashSet(StringComparer.Ordinal);

        Assert.True(vectors.Count > 500);
        Assert.All(vectors, vector => Assert.True(CvssVector.TryParse(vector, out _), vector));
    }

    // Bitnami gives its rating in words beside the vector. "None" is what we call Info.
    [Fact]
    public void Rates_as_Bitnami_does()
    {
        var rated = Records("Bitnami").Where(record => Vectors(record).Count() == 1).ToArray();

        Assert.True(rated.Length > 5_000);
        Assert.All(rated, record => Assert.Equal(Word(record), CvssVector.TryParse(Vectors(record).Single(), out var cvss) ? cvss.Severity.ToString() : "refused"));
    }

    private static string Word(JsonElement record) =>
        record.GetProperty("database_specific").GetProperty("severity").GetString() is var word and not "None" ? word! : "Info";

    private static IEnumerable<string> Vectors(JsonElement record) =>
        from severity in record.TryGetProperty("severity", out var list) ? list.EnumerateArray() : default
        where severity.GetProperty("type").GetString()!.StartsWith("CVSS_", StringComparison.Ordinal)
        select severity.GetProperty("score").GetString();

    private static IEnumerable<JsonElement> Records(string ecosystem)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(SharedData.Folder, "osv"), ecosystem))
        {
            using var zip = ZipFile.OpenRead(Path.Combine(folder, "all.zip"));
            foreach (var entry in zip.Entries)
            {
                using var stream = entry.Open();
                yield return JsonElement.Parse(new BinaryReader(stream).ReadBytes((int)entry.Length));
            }
        }
    }
}
