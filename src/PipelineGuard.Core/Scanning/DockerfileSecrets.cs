using PipelineGuard.Dockerfiles;
using PipelineGuard.Findings;
using PipelineGuard.Secrets;

namespace PipelineGuard.Scanning;

/// <summary>Looks for secrets in the text of a Dockerfile, where no rule about Dockerfiles has found one already.</summary>
internal static class DockerfileSecrets
{
    // The rules about secrets among those for Dockerfiles.
    private const string OwnRules = "PGD4";

    /// <summary>What those rules do not know. They speak about instructions, so whatever stands in the lines they name is reported.</summary>
    public static IEnumerable<Finding> Of(Dockerfile file, string target, IReadOnlyCollection<Finding> findings)
    {
        var lines = findings.Where(finding => finding.Rule.Value.StartsWith(OwnRules, StringComparison.Ordinal)).Select(finding => finding.Location).ToList();
        return from hit in new SecretScanner().Scan(new SecretSource(file.Path), System.Text.Encoding.UTF8.GetBytes(file.Source.Text))
               where !lines.Exists(place => place.Line <= hit.Line && hit.Line <= (place.EndLine ?? place.Line))
               let location = new Location(LocationKind.Source, file.Path) { Line = hit.Line, Column = hit.Column }
               select SecretText.Finding(hit, $"{SecretText.What(hit)}. The history of the image tells it to whoever can pull it.", file.Path, location, target);
    }
}
