using System.Text;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Go;

/// <summary>
/// Lists what <c>go.mod</c> requires (Go Modules Reference, "go.mod files"); since Go 1.17 that is every module that the build needs.
/// <c>go.sum</c> is not read: it keeps checksums of versions that are long out of use.
/// </summary>
internal sealed class GoModCataloger : IPackageCataloger
{
    public string Name => "go-mod";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "go.mod");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var required = new Dictionary<string, string>(StringComparer.Ordinal);
        var replaced = new List<string[]>();
        var block = "";
        var lines = new Utf8Lines(file.Content.Span);
        while (lines.Next(out var line) && required.Count < Plausibility.MaxEntries)
        {
            if (line.Length > 8192) continue;
            var words = Encoding.UTF8.GetString(line).Split("//", 2)[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) continue;
            if (words[^1] == "(") block = words[0];
            else if (words[0] == ")") block = "";
            else Take(block.Length > 0 ? [block, .. words] : words, required, replaced);
        }
        foreach (var replacement in replaced.Take(Plausibility.MaxNames)) Replace(required, replacement);
        return required.Select(module => new Package(PackageType.Go, module.Key, module.Value) { Evidence = PackageEvidence.LockFile, FoundIn = file.Path });
    }

    private static void Take(string[] words, Dictionary<string, string> required, List<string[]> replaced)
    {
        if (words is ["require", var module, var version]) required[module.Trim('"')] = version;
        else if (words is ["replace", _, ..]) replaced.Add(words[1..]);
    }

    // "old [v1] => new v2" puts another module in its place; "old => ../folder" one that has no version.
    private static void Replace(Dictionary<string, string> required, string[] words)
    {
        int arrow = Array.IndexOf(words, "=>");
        if (arrow < 1 || arrow == words.Length - 1 || !required.TryGetValue(words[0], out var version) || (arrow == 2 && words[1] != version)) return;
        required.Remove(words[0]);
        if (words.Length == arrow + 3) required[words[arrow + 1]] = words[arrow + 2];
    }
}
