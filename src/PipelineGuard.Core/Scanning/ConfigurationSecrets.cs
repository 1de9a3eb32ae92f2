using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Images;
using PipelineGuard.Secrets;

namespace PipelineGuard.Scanning;

/// <summary>A secret in an image's configuration.</summary>
/// <param name="Place">Where in it: <c>ENV NPM_TOKEN</c>, <c>LABEL x</c>, <c>history step 3</c>.</param>
/// <param name="Hit">What was found.</param>
/// <param name="Step">The step of the history; null when it stands elsewhere.</param>
internal sealed record ConfigurationSecret(string Place, SecretHit Hit, HistoryEntry? Step);

/// <summary>The secrets in what an image says about itself: environment, labels, annotations, commands, and its history with the arguments of the build.</summary>
internal sealed class ConfigurationSecrets
{
    private readonly SecretScanner _scanner = new();
    private readonly SecretRedaction _redaction = new();

    private ConfigurationSecrets(ImageConfig config)
    {
        var found = Search(config).ToList();
        Found = [.. found.Select(secret => secret with { Place = _redaction.Apply(secret.Place) })];
    }

    /// <summary>All of them; a value that stands in several places is listed once, where it can be changed.</summary>
    public ImmutableArray<ConfigurationSecret> Found { get; }

    /// <summary>True when there were more secrets in one place than are listed.</summary>
    public bool IsCut => _redaction.IsCut;

    /// <summary>Looks for them.</summary>
    public static ConfigurationSecrets Of(ImageConfig config) => new(config);

    /// <summary>A text with all of these secrets taken out of it: reports quote instructions and commands.</summary>
    public string Redact(string text) => _redaction.Apply(text);

    private IEnumerable<ConfigurationSecret> Search(ImageConfig config)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, text, step) in Texts(config))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            foreach (var hit in _scanner.Scan(new SecretSource(place) { IsConfiguration = true }, bytes))
            {
                _redaction.Add(Encoding.UTF8.GetString(bytes.AsSpan((int)hit.Start, hit.Length)));
                if (seen.Add(hit.Hash)) yield return new(place, hit with { Line = null, Column = null }, step);
            }
            _redaction.IsCut |= _scanner.IsCut;
        }
    }

    private static IEnumerable<(string Place, string Text, HistoryEntry? Step)> Texts(ImageConfig config)
    {
        foreach (var variable in config.Env) yield return ($"ENV {variable.Split('=', 2)[0]}", variable, null);
        foreach (var (key, value) in config.Labels) yield return ($"LABEL {key}", $"{key}={value}", null);
        foreach (var (key, value) in config.Annotations) yield return ($"annotation {key}", $"{key}={value}", null);
        yield return ("ENTRYPOINT", string.Join('\n', config.Entrypoint), null);
        yield return ("CMD", string.Join('\n', config.Cmd), null);
        if (config.Healthcheck is { } check) yield return ("HEALTHCHECK", string.Join('\n', check.Test), null);
        foreach (var trigger in config.OnBuild) yield return ("ONBUILD", trigger, null);
        for (int i = 0; i < config.History.Length; i++)
        {
            if (config.History[i].CreatedBy is { } text) yield return (FormattableString.Invariant($"history step {i + 1}"), text, config.History[i]);
        }
    }
}
