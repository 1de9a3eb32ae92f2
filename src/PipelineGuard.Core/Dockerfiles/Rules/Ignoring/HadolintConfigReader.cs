using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Yaml;
using PipelineGuard.Findings;
using YamlDotNet.Core;

namespace PipelineGuard.Dockerfiles.Rules.Ignoring;

/// <summary>Reads a <c>.hadolint.yaml</c>. What it does not understand is noted, and the rest still counts.</summary>
internal sealed class HadolintConfigReader
{
    private const int LongestFile = 1 << 20;
    private readonly string _file;
    private readonly IScanLog _log;
    private HadolintConfig _config;

    private HadolintConfigReader(string file, IScanLog log) => (_file, _log, _config) = (file, log, new() { File = file });

    /// <summary>Finds the file beside a Dockerfile or in the folders above, up to the root of the repository; null when there is none.</summary>
    /// <param name="dockerfile">Path of the Dockerfile on this machine.</param>
    /// <param name="root">The folder above which nothing is looked for.</param>
    /// <param name="log">Takes what is not understood.</param>
    public static HadolintConfig? Find(string dockerfile, string root, IScanLog log)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(dockerfile)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var name in (string[])[".hadolint.yaml", ".hadolint.yml"])
            {
                var path = Path.Combine(folder, name);
                if (File.Exists(path)) return ReadFile(path, Path.GetRelativePath(root, path).Replace('\\', '/'), log);
            }
            if (string.Equals(folder, root, StringComparison.Ordinal)) break;
        }
        return null;
    }

    /// <summary>Reads its text.</summary>
    /// <param name="text">The YAML document.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="log">Takes what is not understood.</param>
    public static HadolintConfig Read(string text, string file, IScanLog log)
    {
        var reader = new HadolintConfigReader(file, log);
        try
        {
            if (YamlValue.Read(text) is { } root) reader.ReadKeys(root);
        }
        catch (YamlException e)
        {
            reader.Note((int)Math.Max(e.Start.Line, 1), (int)Math.Max(e.Start.Column, 1), "It is not valid YAML: nothing in it was used.");
        }
        return reader._config;
    }

    private static HadolintConfig? ReadFile(string path, string name, IScanLog log)
    {
        try
        {
            if (new FileInfo(path).Length <= LongestFile) return Read(File.ReadAllText(path), name, log);
            log.Report(new(Problems.BadHadolintConfig, name, "It is larger than 1 MiB and was not read."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Report(new(Problems.BadHadolintConfig, name, "It could not be read."));
        }
        return null;
    }

    private void ReadKeys(YamlValue root)
    {
        if (root.Text is { Length: > 0 } || !root.Items.IsEmpty) Note(root, "Expected keys with values.");
        foreach (var (key, value) in root.Entries) ReadKey(key, value);
    }

    private void ReadKey(YamlValue key, YamlValue value)
    {
        switch (key.Text)
        {
            case "ignored": ReadIgnored(value); break;
            case "override": ReadOverride(value); break;
            case "trustedRegistries": _config = _config with { TrustedRegistries = [.. Texts(value).Select(item => item.Text!)] }; break;
            case "label-schema": ReadLabelSchema(value); break;
            case "strict-labels": _config = _config with { StrictLabels = IsTrue(value) }; break;
            case "failure-threshold": ReadThreshold(value); break;
            case "no-fail": _config = _config with { NoFail = IsTrue(value) }; break;
            case "disable-ignore-pragma": _config = _config with { DisablesPragmas = IsTrue(value) }; break;
            // How Hadolint prints does not matter here.
            case "format" or "no-color" or "verbose": break;
            default: Note(key, $"The key {SyntaxProblems.Quote(key.Text)} is unknown."); break;
        }
    }

    private void ReadIgnored(YamlValue value)
    {
        var ignored = _config.Ignored.ToBuilder();
        foreach (var item in Texts(value))
        {
            var suppression = new Suppression(Place(item.Line, item.Column), "ignored by the Hadolint configuration", null);
            foreach (var rule in RuleNames.Find(IgnoreDialect.Hadolint, item.Text!)) ignored.TryAdd(rule, suppression);
        }
        _config = _config with { Ignored = ignored.ToImmutable() };
    }

    private void ReadOverride(YamlValue value)
    {
        var severities = _config.Severities.ToBuilder();
        foreach (var (key, rules) in Entries(value))
        {
            if (SeverityOf(key) is not { } severity) continue;
            foreach (var rule in Texts(rules).SelectMany(item => RuleNames.Find(IgnoreDialect.Hadolint, item.Text!))) severities[rule] = severity;
        }
        _config = _config with { Severities = severities.ToImmutable() };
    }

    private void ReadLabelSchema(YamlValue value)
    {
        var labels = _config.LabelSchema.ToBuilder();
        foreach (var (key, kind) in Entries(value))
        {
            if (key.Text is { } label && kind.Text is { } text) labels[label] = text;
            else Note(key, "Expected a label and the kind of its value.");
        }
        _config = _config with { LabelSchema = labels.ToImmutable() };
    }

    private void ReadThreshold(YamlValue value)
    {
        if (value.Text is "none" or "ignore") return;
        if (SeverityOf(value) is { } severity) _config = _config with { FailureThreshold = (severity, Place(value.Line, value.Column)) };
    }

    private Severity? SeverityOf(YamlValue value)
    {
        Severity? severity = value.Text switch
        {
            "error" => Severity.High,
            "warning" => Severity.Medium,
            "info" => Severity.Low,
            "style" => Severity.Info,
            _ => null,
        };
        if (severity is null) Note(value, "Expected error, warning, info or style.");
        return severity;
    }

    private bool IsTrue(YamlValue value)
    {
        bool isTrue = string.Equals(value.Text, "true", StringComparison.OrdinalIgnoreCase);
        if (!isTrue && !string.Equals(value.Text, "false", StringComparison.OrdinalIgnoreCase)) Note(value, "Expected true or false.");
        return isTrue;
    }

    private List<YamlValue> Texts(YamlValue value)
    {
        if (!string.IsNullOrEmpty(value.Text) || !value.Entries.IsEmpty) Note(value, "Expected a list.");
        foreach (var item in value.Items.Where(item => item.Text is null)) Note(item, "Expected a text.");
        return [.. value.Items.Where(item => item.Text is not null)];
    }

    private ImmutableArray<(YamlValue Key, YamlValue Value)> Entries(YamlValue value)
    {
        if (!string.IsNullOrEmpty(value.Text) || !value.Items.IsEmpty) Note(value, "Expected keys with values.");
        return value.Entries;
    }

    private void Note(YamlValue at, string detail) => Note(at.Line, at.Column, detail);

    private void Note(int line, int column, string detail) => _log.Report(new(Problems.BadHadolintConfig, Place(line, column), detail));

    private string Place(int line, int column) => FormattableString.Invariant($"{_file}({line},{column})");
}
