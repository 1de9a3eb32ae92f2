using System.Collections.Immutable;
using System.Text;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Findings;
using PipelineGuard.Secrets;
using SecretNames = PipelineGuard.Dockerfiles.Rules.SecretNames;

namespace PipelineGuard.Scanning;

/// <summary>The secrets in the text of a Dockerfile: those that no rule about Dockerfiles has found are reported, and none is quoted by any rule.</summary>
internal sealed class DockerfileSecrets
{
    // The rules about secrets among those for Dockerfiles.
    private const string OwnRules = "PGD4";

    private readonly Dockerfile _file;
    private readonly byte[] _text;
    private readonly SecretScanner _scanner = new();
    private readonly SecretRedaction _redaction = new();
    private readonly ImmutableArray<SecretHit> _hits;

    /// <summary>Looks for them.</summary>
    /// <param name="file">The Dockerfile.</param>
    /// <param name="log">Is told when there are more than are listed.</param>
    public DockerfileSecrets(Dockerfile file, IScanLog log)
    {
        (_file, _text) = (file, Encoding.UTF8.GetBytes(file.Source.Text));
        // What is merely named like a secret is reported by rules about Dockerfiles; it must not be shown either.
        _hits = Hits(isConfiguration: false);
        foreach (var hit in Hits(isConfiguration: true).Concat(_hits)) _redaction.Add(Encoding.UTF8.GetString(_text.AsSpan((int)hit.Start, hit.Length)));
        if (_redaction.IsCut) log.Report(new(Problems.SecretsCut, file.Path, $"The first {SecretScanner.MostHits} secrets in it are listed; there are more."));
        foreach (var pair in file.All<PairsInstruction>().SelectMany(instruction => instruction.Pairs))
        {
            if (SecretNames.IsSecret(pair.Name) && pair.Value is { } value && !SecretNames.IsPlaceholder(value.Text)) _redaction.Add(value.Text);
        }
    }

    /// <summary>What rules about Dockerfiles do not know. They speak about instructions, so whatever stands in the lines they name is reported.</summary>
    public IEnumerable<Finding> Missing(string target, IReadOnlyCollection<Finding> findings)
    {
        var lines = findings.Where(finding => finding.Rule.Value.StartsWith(OwnRules, StringComparison.Ordinal)).Select(finding => finding.Location).ToList();
        return from hit in _hits
               let place = _file.Source.PositionOf(Encoding.UTF8.GetCharCount(_text, 0, (int)hit.Start))
               where !lines.Exists(known => known.Line <= place.Line && place.Line <= (known.EndLine ?? known.Line))
               let location = new Location(LocationKind.Source, _file.Path) { Line = place.Line, Column = place.Column }
               select SecretText.Finding(hit, $"{SecretText.What(hit)}. The history of the image tells it to whoever can pull it.", _file.Name, location, target);
    }

    /// <summary>A finding without secrets. An edit that would carry one is left out; <c>pipelineguard fix</c> makes it all the same.</summary>
    public Finding Redact(Finding finding) => _redaction.IsEmpty ? finding : finding with
    {
        Message = _redaction.IsCut ? $"{finding.Title}." : _redaction.Apply(finding.Message),
        Fix = finding.Fix is not { } fix ? null : fix with { Description = _redaction.IsCut ? "" : _redaction.Apply(fix.Description), Edits = fix.Edits.Any(edit => _redaction.IsIn(edit.Text)) ? [] : fix.Edits },
    };

    private ImmutableArray<SecretHit> Hits(bool isConfiguration)
    {
        var hits = _scanner.Scan(new SecretSource(_file.Path) { IsConfiguration = isConfiguration }, _text);
        _redaction.IsCut |= _scanner.IsCut;
        return hits;
    }
}
