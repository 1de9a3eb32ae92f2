using PipelineGuard.Findings;

namespace PipelineGuard.Images.Sources;

/// <summary>Chooses one image where a layout or an archive holds several, and says so.</summary>
/// <param name="target">The target as the user named it.</param>
/// <param name="platform">The platform asked for; null when none was.</param>
/// <param name="log">Told what was chosen.</param>
internal sealed class ImageChoice(TargetName target, Platform? platform, IScanLog log)
{
    /// <summary>One of the images an OCI layout offers.</summary>
    /// <exception cref="GuardException">None has the name or the platform that was asked for.</exception>
    public ImageManifest Choose(OciLayout layout)
    {
        var offers = Named(layout.Offers(), offer => offer.References);
        if (platform is { } wanted) return Choose(layout, offers, wanted);
        var chosen = offers.FirstOrDefault(offer => offer.Platform is { } offered && Platform.Host.Accepts(offered)) ?? offers[0];
        var manifest = layout.Open(chosen);
        var platforms = offers.Select(offer => offer.Platform).OfType<Platform>().Distinct().ToArray();
        if (platforms.Length > 1) Say(Problems.PlatformChosen, $"{manifest.Platform} was scanned, of {string.Join(", ", platforms)}.");
        else if (offers.Count > 1) SaySeveral(chosen.References, offers.Select(offer => offer.References));
        return manifest;
    }

    /// <summary>One of the images of a Docker archive.</summary>
    /// <exception cref="GuardException">None has the name or the platform that was asked for.</exception>
    public ImageManifest Choose(DockerArchive archive)
    {
        var images = Named(archive.Images(), image => image.Texts("RepoTags"));
        var manifests = platform is null ? [archive.Open(images[0])] : images.Select(archive.Open).ToArray();
        var manifest = platform is { } wanted
            ? Array.Find(manifests, candidate => Fits(wanted, candidate.Platform)) ?? throw NoSuchPlatform(manifests.Select(candidate => candidate.Platform))
            : manifests[0];
        if (images.Count > 1) SaySeveral([manifest.Reference ?? "the first"], images.Select(image => image.Texts("RepoTags").AsEnumerable()));
        return manifest;
    }

    private ImageManifest Choose(OciLayout layout, IReadOnlyList<OfferedImage> offers, Platform wanted)
    {
        // An index need not say the platform; the config does.
        foreach (var offer in offers.Where(offer => offer.Platform is null || wanted.Accepts(offer.Platform.Value)))
        {
            if (layout.Open(offer) is var manifest && Fits(wanted, manifest.Platform)) return manifest;
        }
        throw NoSuchPlatform(offers.Select(offer => offer.Platform ?? layout.Open(offer).Platform));
    }

    /// <summary>True when an image can be what was asked for. One without a platform makes no promise that could be broken.</summary>
    public static bool Fits(Platform wanted, Platform? offered) => offered is not { } stated || wanted.Accepts(stated);

    private IReadOnlyList<TOffer> Named<TOffer>(IReadOnlyList<TOffer> offers, Func<TOffer, IEnumerable<string>> names)
    {
        if (target.Reference is not { } wanted) return offers;
        TOffer[] named = [.. offers.Where(offer => names(offer).Any(name => name == wanted || name.EndsWith('/' + wanted)))];
        if (named.Length > 0) return named;
        var all = offers.SelectMany(names).Distinct();
        throw new GuardException(Problems.TargetNotFound, target.Text, $"It holds no image called '{wanted}'; it holds {Listed(all)}.");
    }

    private GuardException NoSuchPlatform(IEnumerable<Platform?> offered) =>
        new(Problems.PlatformNotFound, target.Text, $"There is no {platform}; there is {Listed(offered.OfType<Platform>().Distinct().Select(item => item.ToString()))}.");

    private void SaySeveral(IEnumerable<string> chosen, IEnumerable<IEnumerable<string>> all) =>
        Say(Problems.SeveralImages, $"{Listed(chosen)} was scanned, of {Listed(all.SelectMany(names => names).Distinct())}.");

    private void Say(ProblemInfo problem, string detail) => log.Report(new(problem, target.Text, detail));

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "nothing with a name";
}
