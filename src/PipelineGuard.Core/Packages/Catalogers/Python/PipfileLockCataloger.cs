using System.Text.Json;
using PipelineGuard.Images;

namespace PipelineGuard.Packages.Catalogers.Python;

/// <summary>Lists what <c>Pipfile.lock</c> declares under <c>default</c>; <c>develop</c> is for development only.</summary>
internal sealed class PipfileLockCataloger : IPackageCataloger
{
    public string Name => "pipfile-lock";

    public bool Wants(ReadOnlySpan<char> path) => LockFilePath.Is(path, "Pipfile.lock");

    public IEnumerable<Package> Read(ImageFile file, DamageLog damage) =>
        JsonRecord.Read(file, damage, (ref Utf8JsonReader reader, List<Package> packages) => ReadGroups(ref reader, packages, file.Path));

    private static void ReadGroups(ref Utf8JsonReader reader, List<Package> packages, ImagePath file)
    {
        while (JsonText.NextProperty(ref reader, out var group))
        {
            if (group != "default" || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (JsonText.NextProperty(ref reader, out var name))
            {
                if (LockedPackage.Of(PackageType.PyPI, name, ReadVersion(ref reader), file) is { } package && packages.Count < Plausibility.MaxEntries) packages.Add(package);
            }
        }
    }

    private static string? ReadVersion(ref Utf8JsonReader reader)
    {
        string? version = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        while (JsonText.NextProperty(ref reader, out var name))
        {
            if (name == "version") version = JsonText.StringOrSkip(ref reader);
            else reader.Skip();
        }
        return version is { } text && text.StartsWith("==", StringComparison.Ordinal) ? text.TrimStart('=') : null;
    }
}
