using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PipelineGuard.Advisories.Osv;

namespace PipelineGuard.Advisories.DotNet;

/// <summary>
/// Reads Microsoft's release data (dotnet/core, <c>release-notes/releases-index.json</c> and each channel's <c>releases.json</c>), and the
/// channels of it put together under <c>channels</c>. A version stands there as text or as an object with <c>version</c>.
/// </summary>
internal static class DotNetReleaseReader
{
    private const int MaxChannels = 64, MaxReleases = 10_000, MaxTexts = 1_000;

    /// <summary>The channels that an index names.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidDataException">It is something else, or names more channels than there are.</exception>
    public static ImmutableArray<string> Index(ReadOnlySpan<byte> utf8)
    {
        var channels = ImmutableArray.CreateBuilder<string>();
        var json = Open(utf8);
        while (JsonCursor.NextProperty(ref json))
        {
            if (!json.ValueTextEquals("releases-index"u8)) JsonCursor.Skip(ref json);
            else if (JsonCursor.EnterArray(ref json))
            {
                while (JsonCursor.HasItem(ref json))
                {
                    if (ChannelOf(ref json) is { } channel && IsChannel(channel)) channels.Add(channel);
                    if (channels.Count > MaxChannels) throw new InvalidDataException("It names more channels than there can be.");
                }
            }
        }
        return channels.ToImmutable();
    }

    /// <summary>The releases of one channel, or of all channels put together.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidDataException">It is something else, or has more releases than there are.</exception>
    public static ImmutableArray<DotNetRelease> Releases(ReadOnlySpan<byte> utf8)
    {
        var releases = new List<DotNetRelease>();
        var json = Open(utf8);
        var ahead = json;
        if (HasProperty(ref ahead, "channels"u8)) ReadChannels(ref json, releases);
        else ReadChannel(ref json, releases);
        return [.. releases];
    }

    private static Utf8JsonReader Open(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
        return JsonCursor.EnterObject(ref json) ? json : throw new InvalidDataException("It is not a JSON object.");
    }

    private static bool HasProperty(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals(name)) return true;
            JsonCursor.Skip(ref json);
        }
        return false;
    }

    private static void ReadChannels(ref Utf8JsonReader json, List<DotNetRelease> releases)
    {
        while (JsonCursor.NextProperty(ref json))
        {
            if (!json.ValueTextEquals("channels"u8)) JsonCursor.Skip(ref json);
            else if (JsonCursor.EnterArray(ref json))
            {
                while (JsonCursor.HasItem(ref json))
                {
                    if (JsonCursor.EnterObject(ref json)) ReadChannel(ref json, releases);
                }
            }
        }
    }

    private static void ReadChannel(ref Utf8JsonReader json, List<DotNetRelease> releases)
    {
        string? channel = null;
        int first = releases.Count;
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals("channel-version"u8)) channel = JsonCursor.Text(ref json);
            else if (json.ValueTextEquals("releases"u8)) ReadReleases(ref json, releases);
            else JsonCursor.Skip(ref json);
        }
        if (channel is null || !IsChannel(channel)) releases.RemoveRange(first, releases.Count - first);
        for (int i = first; i < releases.Count; i++) releases[i] = releases[i] with { Channel = channel! };
    }

    private static void ReadReleases(ref Utf8JsonReader json, List<DotNetRelease> releases)
    {
        if (!JsonCursor.EnterArray(ref json)) return;
        while (JsonCursor.HasItem(ref json))
        {
            if (releases.Count == MaxReleases) throw new InvalidDataException("It has more releases than there can be.");
            if (JsonCursor.EnterObject(ref json)) releases.Add(ReadRelease(ref json));
        }
    }

    private static DotNetRelease ReadRelease(ref Utf8JsonReader json)
    {
        var release = new DotNetRelease("", null);
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals("release-date"u8)) release = release with { Date = Date(JsonCursor.Text(ref json)) };
            else if (json.ValueTextEquals("runtime"u8)) release = release with { Runtime = Version(ref json) };
            else if (json.ValueTextEquals("aspnetcore-runtime"u8)) release = release with { AspNetCore = Version(ref json) };
            else if (json.ValueTextEquals("windowsdesktop"u8)) release = release with { WindowsDesktop = Version(ref json) };
            else if (json.ValueTextEquals("sdks"u8)) release = release with { Sdks = Versions(ref json) };
            else if (json.ValueTextEquals("cve-list"u8)) release = release with { Cves = Cves(ref json) };
            else JsonCursor.Skip(ref json);
        }
        return release;
    }

    private static ImmutableArray<string> Versions(ref Utf8JsonReader json)
    {
        var versions = ImmutableArray.CreateBuilder<string>();
        if (!JsonCursor.EnterArray(ref json)) return [];
        while (JsonCursor.HasItem(ref json))
        {
            if (Version(ref json) is { } version && versions.Count < MaxTexts) versions.Add(version);
        }
        return versions.ToImmutable();
    }

    // "10.0.1", or { "version": "10.0.1", … }.
    private static string? Version(ref Utf8JsonReader json)
    {
        var ahead = json;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.StartObject) return JsonCursor.Text(ref json);
        string? version = null;
        JsonCursor.EnterObject(ref json);
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals("version"u8)) version = JsonCursor.Text(ref json);
            else JsonCursor.Skip(ref json);
        }
        return version;
    }

    private static ImmutableArray<DotNetCve> Cves(ref Utf8JsonReader json)
    {
        var cves = ImmutableArray.CreateBuilder<DotNetCve>();
        if (!JsonCursor.EnterArray(ref json)) return [];
        while (JsonCursor.HasItem(ref json))
        {
            if (JsonCursor.EnterObject(ref json) && ReadCve(ref json) is { } cve && cves.Count < MaxTexts) cves.Add(cve);
        }
        return cves.ToImmutable();
    }

    // Some ids have a space in front.
    private static DotNetCve? ReadCve(ref Utf8JsonReader json)
    {
        string? id = null;
        var products = new List<string>();
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals("cve-id"u8)) id = JsonCursor.Text(ref json)?.Trim();
            else if (json.ValueTextEquals("products"u8)) JsonCursor.Texts(ref json, products);
            else JsonCursor.Skip(ref json);
        }
        return id is { Length: < 32 } && id.StartsWith("CVE-", StringComparison.Ordinal) ? new(id, [.. products]) : null;
    }

    private static string? ChannelOf(ref Utf8JsonReader json)
    {
        string? channel = null;
        if (!JsonCursor.EnterObject(ref json)) return null;
        while (JsonCursor.NextProperty(ref json))
        {
            if (json.ValueTextEquals("channel-version"u8)) channel = JsonCursor.Text(ref json);
            else JsonCursor.Skip(ref json);
        }
        return channel;
    }

    // It becomes part of an address: two numbers and nothing else.
    private static bool IsChannel(string text) => text.Length <= 8 && text.Split('.') is [{ Length: > 0 } major, { Length: > 0 } minor] && (major + minor).All(char.IsAsciiDigit);

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
