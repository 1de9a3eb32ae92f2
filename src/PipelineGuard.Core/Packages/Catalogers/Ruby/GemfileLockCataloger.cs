using System.Text;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Ruby;

/// <summary>
/// Lists what <c>Gemfile.lock</c> declares: the gems under <c>specs:</c> of <c>GEM</c> and <c>GIT</c>, four spaces in; the needs of each
/// stand below it, six spaces in. It does not say which groups need a gem.
/// </summary>
internal sealed class GemfileLockCataloger : IPackageCataloger
{
    public string Name => "gemfile-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "Gemfile.lock") || LockFilePath.Is(path, "gems.locked");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var packages = new List<Package>();
        var section = "";
        // Bundler writes this section last but for its own version, also when it is empty.
        bool isWhole = false;
        var lines = new Utf8Lines(file.Content.Span);
        while (lines.Next(out var line) && packages.Count < Plausibility.MaxEntries)
        {
            if (line.IsEmpty || line.Length > 4096) continue;
            var text = Encoding.UTF8.GetString(line);
            if (text[0] != ' ') (section, isWhole) = (text.Trim(), isWhole || text.StartsWith("DEPENDENCIES", StringComparison.Ordinal));
            else if (section is "GEM" or "GIT" && text.StartsWith("    ", StringComparison.Ordinal) && text.Length > 4 && text[4] != ' ' && Gem(text.Trim(), file.Path) is { } gem) packages.Add(gem);
        }
        if (!isWhole && section.Length > 0 && packages.Count < Plausibility.MaxEntries) damage.CutShort(lines.Number);
        return packages;
    }

    // "nokogiri (1.15.0-x86_64-linux)": no gem's version has a hyphen, so a platform follows.
    private static Package? Gem(string text, ImagePath file)
    {
        int open = text.IndexOf(" (", StringComparison.Ordinal);
        return open > 0 && text.EndsWith(')') ? LockedPackage.Of(PackageType.Gem, text[..open], text[(open + 2)..^1].Split('-', 2)[0], file) : null;
    }
}
