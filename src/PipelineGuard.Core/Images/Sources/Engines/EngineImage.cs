using PipelineGuard.Findings;

namespace PipelineGuard.Images.Sources.Engines;

/// <summary>An image of an engine on this machine, or of one that the user named.</summary>
/// <param name="Kind"><see cref="TargetName.Docker"/> or <see cref="TargetName.Podman"/>.</param>
/// <param name="Client">The engine.</param>
/// <param name="Name">The image as the user named it.</param>
internal sealed record EngineImage(string Kind, EngineClient Client, string Name) : IDisposable
{
    /// <summary>How long an engine may take before it goes on sending.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The image of an engine that was asked for.</summary>
    /// <exception cref="GuardException">No engine answers, or it does not have it.</exception>
    public static EngineImage Get(string kind, string name, Func<string, string?> environment, CancellationToken cancellation)
    {
        if (name.Length == 0) throw new GuardException(Problems.BadUsage, kind + ":", "There is no image behind the colon.");
        if (EngineAddress.Candidates(kind, environment) is not [var address, ..]) throw new GuardException(Problems.EngineUnreachable, kind + ":" + name, "No socket of it is here.");
        var client = new EngineClient(address);
        try
        {
            if (client.Inspect(name, cancellation) is null) throw new GuardException(Problems.TargetNotFound, kind + ":" + name, $"The engine at '{address}' does not have it.");
            return new(kind, client, name);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The first engine here that has an image, for the platform when one is asked for; null when none has.</summary>
    /// <exception cref="GuardException">An engine that the user named does not answer.</exception>
    public static EngineImage? Find(string name, Platform? platform, Func<string, string?> environment, CancellationToken cancellation)
    {
        foreach (var kind in new[] { TargetName.Docker, TargetName.Podman })
        {
            foreach (var address in EngineAddress.Candidates(kind, environment))
            {
                var client = new EngineClient(address);
                if (Has(client, address, name, platform, cancellation)) return new(kind, client, name);
                client.Dispose();
            }
        }
        return null;
    }

    /// <summary>The image as an archive.</summary>
    /// <exception cref="GuardException">The engine does not give it.</exception>
    public Stream Export(Platform? platform, CancellationToken cancellation) => Client.Export(Name, platform, cancellation);

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    // A socket that nobody listens at is the rest of an engine that is not running.
    private static bool Has(EngineClient client, EngineAddress address, string name, Platform? platform, CancellationToken cancellation)
    {
        try
        {
            if (client.Inspect(name, cancellation) is not { } image) return false;
            return platform is not { } wanted || ImageChoice.Fits(wanted, PlatformOf(image));
        }
        catch (GuardException failure) when (failure.Problem == Problems.EngineUnreachable && !address.IsNamed)
        {
            return false;
        }
    }

    private static Platform? PlatformOf(System.Text.Json.JsonElement image) =>
        Platform.TryParse($"{image.Text("Os")}/{image.Text("Architecture")}{(image.Text("Variant") is { Length: > 0 } variant ? "/" + variant : "")}", out var platform) ? platform : null;
}
