using System.IO.Compression;
using System.Text;

namespace PipelineGuard.Advisories;

/// <summary>Makes records and archives of OSV's bulk export.</summary>
internal static class OsvExport
{
    /// <summary>A minimal record about one package, affected below a version.</summary>
    public static string Record(string id, string ecosystem, string package, string fixedIn, string more = "") => $$"""
        {"id":"{{id}}","modified":"2026-01-02T03:04:05Z",{{more}}
         "affected":[{"package":{"ecosystem":"{{ecosystem}}","name":"{{package}}"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"{{fixedIn}}"}]}]}]}
        """;

    /// <summary>An <c>all.zip</c> of entries with a name and a text.</summary>
    public static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }

    /// <summary>Puts the archive of an ecosystem into a folder, as the export lays it out.</summary>
    public static void Put(string folder, string ecosystem, params (string Name, string Text)[] entries)
    {
        Directory.CreateDirectory(Path.Combine(folder, ecosystem));
        File.WriteAllBytes(Path.Combine(folder, ecosystem, "all.zip"), Zip(entries));
    }
}
