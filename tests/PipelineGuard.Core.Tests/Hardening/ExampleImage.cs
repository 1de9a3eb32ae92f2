using System.Formats.Tar;
using System.Text;
using PipelineGuard.Images.Building;

namespace PipelineGuard.Hardening;

/// <summary>
/// Builds the small images that rules give as examples. Instructions set the configuration; <c>RUN</c>, <c>ADD</c> and <c>COPY</c> start a layer with
/// that history; then come its entries: <c>file MODE OWNER PATH CONTENT</c> (<c>5*x</c> is five times x), <c>dir MODE OWNER PATH</c>, <c>device PATH</c>,
/// <c>delete PATH</c>, <c>deps PATH PACKAGE VERSION</c> for a <c>.deps.json</c> that lists one NuGet package, and <c>package NAME</c> for a Debian package.
/// </summary>
internal static class ExampleImage
{
    /// <summary>The image that a text describes.</summary>
    public static TestImage Of(string text)
    {
        var image = TestImage.Empty().Named("shop:1.0").Config(config => config with { Cmd = null });
        var packages = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var (verb, rest) = Split(line);
            if (verb == "package") packages.Append(TestImage.DpkgEntry(rest, "1.0-1"));
            else Apply(image, verb, rest);
        }
        return packages.Length > 0 ? image.With("var/lib/dpkg/status", packages.ToString()) : image;
    }

    private static void Apply(TestImage image, string verb, string rest)
    {
        _ = verb switch
        {
            "USER" => image.Config(config => config with { User = rest }),
            "CMD" => image.Config(config => config with { Cmd = rest.Split(' ') }),
            "ENTRYPOINT" => image.Config(config => config with { Entrypoint = rest.Split(' ') }),
            "ENV" => image.Config(config => config with { Env = [.. config.Env.Where(variable => !variable.StartsWith(rest.Split('=')[0] + "=", StringComparison.Ordinal)), rest] }),
            "EXPOSE" => image.Config(config => config with { ExposedPorts = [.. config.ExposedPorts, rest] }),
            "VOLUME" => image.Config(config => config with { Volumes = [.. config.Volumes, rest] }),
            "LABEL" => image.Config(config => config with { Labels = new Dictionary<string, string> { [rest.Split('=', 2)[0]] = rest.Split('=', 2)[1] } }),
            "HEALTHCHECK" => image.Config(config => config with { Healthcheck = rest.Split(' ') }),
            "ONBUILD" => image.Config(config => config with { OnBuild = [rest] }),
            "TAG" => image.Named(rest),
            "RUN" or "ADD" or "COPY" => image.Layer($"{verb} {rest}{(rest.EndsWith(" in /", StringComparison.Ordinal) ? " " : "")}"),
            "file" => image.With(Entry(TarEntryType.RegularFile, rest)),
            "dir" => image.With(Entry(TarEntryType.Directory, rest)),
            "device" => image.WithDevice(rest),
            "deps" => image.With(DepsJson(rest.Split(' '))),
            "delete" => image.Without(rest),
            _ => throw new ArgumentException($"'{verb}' is nothing that an example can say.", nameof(verb)),
        };
    }

    private static TestEntry Entry(TarEntryType type, string text)
    {
        var parts = text.Split(' ', 4);
        return new(type, parts[2])
        {
            Mode = (UnixFileMode)Convert.ToInt32(parts[0], 8),
            Owner = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
            Content = Encoding.UTF8.GetBytes(parts.Length > 3 ? Content(parts[3]) : ""),
        };
    }

    private static TestEntry DepsJson(string[] words)
    {
        var (key, type) = ($"{words[1]}/{words[2]}", words[1].Contains(".App.Runtime.", StringComparison.Ordinal) ? "runtimepack" : "package");
        var text = $$"""{ "targets": { "net": { "{{key}}": { "runtime": { "{{words[1]}}.dll": {} } } } }, "libraries": { "{{key}}": { "type": "{{type}}" } } }""";
        return new(TarEntryType.RegularFile, words[0]) { Content = Encoding.UTF8.GetBytes(text) };
    }

    private static string Content(string text)
    {
        var (count, rest) = (text.Split('*')[0], text[(text.IndexOf('*', StringComparison.Ordinal) + 1)..]);
        return int.TryParse(count, out int times) ? new string(rest[0], times) : text.Replace("\\n", "\n", StringComparison.Ordinal);
    }

    private static (string Verb, string Operand) Split(string line) => line.Split(' ', 2) is [var verb, var rest] ? (verb, rest) : (line, "");
}
