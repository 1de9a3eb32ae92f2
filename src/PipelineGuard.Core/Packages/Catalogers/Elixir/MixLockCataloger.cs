using System.Text;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Elixir;

/// <summary>Lists what <c>mix.lock</c> declares from Hex: lines <c>"name": {:hex, :name, "1.0.0", …}</c>. It does not say what is for development only.</summary>
internal sealed class MixLockCataloger : IPackageCataloger
{
    private const string FromHex = "{:hex, :";

    public string Name => "mix-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "mix.lock");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage)
    {
        var packages = new List<Package>();
        var lines = new Utf8Lines(file.Content.Span);
        int end = 0;
        bool isClosed = true;
        while (lines.Next(out var line) && packages.Count < Plausibility.MaxEntries)
        {
            if (!line.IsEmpty) (end, isClosed) = (lines.Number, line[^1] == (byte)'}');
            if (line.Length <= 1 << 16 && Locked(Encoding.UTF8.GetString(line), file.Path) is { } package) packages.Add(package);
        }
        if (!isClosed) damage.CutShort(end);
        return packages;
    }

    private static Package? Locked(string line, ImagePath file)
    {
        int start = line.IndexOf(FromHex, StringComparison.Ordinal);
        if (start < 0) return null;
        var rest = line[(start + FromHex.Length)..];
        int comma = rest.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 ? LockedPackage.Of(PackageType.Hex, rest[..comma].Trim('"'), TomlLines.Strings(rest[comma..]).FirstOrDefault(), file) : null;
    }
}
