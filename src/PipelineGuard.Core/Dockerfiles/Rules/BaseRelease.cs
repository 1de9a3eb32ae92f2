using System.Collections.Frozen;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Lifecycle;

namespace PipelineGuard.Dockerfiles.Rules;

/// <summary>A release of a product that an image holds, as its name and tag say.</summary>
/// <param name="Product">As <see cref="SupportDates"/> know it.</param>
/// <param name="Title">The product's name for people.</param>
/// <param name="Candidates">The release, with less and less detail: <c>3.19.1</c>, <c>3.19</c>, <c>3</c>; or its code name.</param>
internal sealed record BaseRelease(string Product, string Title, IEnumerable<string> Candidates)
{
    private static readonly FrozenDictionary<string, (string Product, string Title)> Distributions = new Dictionary<string, (string, string)>
    {
        ["debian"] = ("debian", "Debian"),
        ["ubuntu"] = ("ubuntu", "Ubuntu"),
        ["alpine"] = ("alpine", "Alpine"),
        ["centos"] = ("centos", "CentOS"),
        ["quay.io/centos/centos"] = ("centos-stream", "CentOS"),
        ["almalinux"] = ("almalinux", "AlmaLinux"),
        ["rockylinux"] = ("rocky-linux", "Rocky Linux"),
        ["rockylinux/rockylinux"] = ("rocky-linux", "Rocky Linux"),
        ["oraclelinux"] = ("oracle-linux", "Oracle Linux"),
        ["fedora"] = ("fedora", "Fedora"),
        ["registry.fedoraproject.org/fedora"] = ("fedora", "Fedora"),
        ["quay.io/fedora/fedora"] = ("fedora", "Fedora"),
        ["amazonlinux"] = ("amazon-linux", "Amazon Linux"),
        ["public.ecr.aws/amazonlinux/amazonlinux"] = ("amazon-linux", "Amazon Linux"),
        ["opensuse/leap"] = ("opensuse", "openSUSE Leap"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, (string Product, string Title)> Runtimes = new Dictionary<string, (string, string)>
    {
        ["node"] = ("nodejs", "Node.js"),
        ["python"] = ("python", "Python"),
        ["php"] = ("php", "PHP"),
        ["ruby"] = ("ruby", "Ruby"),
        ["golang"] = ("go", "Go"),
    }.ToFrozenDictionary();

    // Code names that stand in the tags of other images: python:3.9-buster, dotnet/aspnet:6.0-focal. Rarer ones are words of other meanings.
    private static readonly FrozenSet<string> DebianNames = ["jessie", "stretch", "buster", "bullseye", "bookworm", "trixie"];
    private static readonly FrozenSet<string> UbuntuNames = ["trusty", "xenial", "bionic", "focal", "jammy", "noble"];

    /// <summary>The distributions that an image is, or says in its tag to be built upon.</summary>
    public static IEnumerable<BaseRelease> DistributionsOf(ImageReference image)
    {
        if (image.Tag is not { } tag) return [];
        var key = KeyOf(image);
        return Distributions.TryGetValue(key, out var row) ? [Make(row, tag)] : tag.Split('-').Skip(1).Select(FromPart).OfType<BaseRelease>();
    }

    /// <summary>The language runtime that an official image is made for; null for other images.</summary>
    public static BaseRelease? RuntimeOf(ImageReference image) =>
        image.Tag is { } tag && Runtimes.TryGetValue(KeyOf(image), out var row) ? Make(row, tag) : null;

    /// <summary>The first day without support, and the release it is about; null while it is supported, and when that is unknown.</summary>
    public (string Release, DateOnly Since)? OutOfSupport(DockerfileContext context)
    {
        if (context is not { SupportDates: { } dates, Today: { } today }) return null;
        return dates.Find(Product, Candidates) is { End: { } since } release && release.HasEnded(today) ? (release.FullName, since) : null;
    }

    private static BaseRelease Make((string Product, string Title) row, string tag)
    {
        var parts = tag.Split('-');
        var first = parts[0].StartsWith("centos", StringComparison.Ordinal) ? parts[0]["centos".Length..] : parts[0];
        return new(row.Product, row.Title, ProductRelease.NamesFor(first).Concat(parts.Where(part => part.All(char.IsAsciiLetterLower))));
    }

    private static BaseRelease? FromPart(string part)
    {
        if (DebianNames.Contains(part)) return new("debian", "Debian", [part]);
        if (UbuntuNames.Contains(part)) return new("ubuntu", "Ubuntu", [part]);
        const string alpine = "alpine";
        bool isAlpine = part.StartsWith(alpine, StringComparison.Ordinal) && part.Length > alpine.Length;
        return isAlpine ? new(alpine, "Alpine", ProductRelease.NamesFor(part[alpine.Length..])) : null;
    }

    // Docker Hub's official images are also found under these names.
    private static string KeyOf(ImageReference image)
    {
        var key = OfficialImage.KeyOf(image);
        foreach (var mirror in (ReadOnlySpan<string>)["public.ecr.aws/docker/library/", "mirror.gcr.io/library/"])
        {
            if (key.StartsWith(mirror, StringComparison.Ordinal)) return key[mirror.Length..];
        }
        return key;
    }
}
