using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Targets;

/// <summary>Tells Dockerfiles and Compose files from others.</summary>
internal static class DockerfileNames
{
    // Comments may stand above the first instruction, but hardly that many.
    private const int LongestHead = 64 * 1024;

    /// <summary>True for <c>Dockerfile</c>, <c>Dockerfile.*</c>, <c>*.Dockerfile</c> and the same with <c>Containerfile</c>, in any case.</summary>
    public static bool IsDockerfile(ReadOnlySpan<char> fileName) =>
        IsNamed(fileName, "Dockerfile") || IsNamed(fileName, "Containerfile");

    /// <summary>True for <c>compose.yaml</c>, <c>compose.*.yml</c>, <c>docker-compose*.yml</c> and their like.</summary>
    public static bool IsComposeFile(ReadOnlySpan<char> fileName)
    {
        bool isYaml = fileName.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);
        return isYaml && (fileName.StartsWith("compose.", StringComparison.OrdinalIgnoreCase) || fileName.StartsWith("docker-compose", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True when text begins as a Dockerfile does: with a parser directive, or with <c>FROM</c> or <c>ARG</c> as its first instruction.</summary>
    public static bool LooksLikeDockerfile(string text)
    {
        var file = Dockerfile.Parse(text.Length <= LongestHead ? text : text[..LongestHead]);
        if (file.Nodes is [ParserDirective, ..]) return true;
        return file.Instructions is [var first, ..] && first is FromInstruction { Stage.Base: not null } or { Kind: InstructionKind.Arg, Arguments.Length: > 0 };
    }

    private static bool IsNamed(ReadOnlySpan<char> fileName, ReadOnlySpan<char> name)
    {
        if (fileName.EndsWith("ignore", StringComparison.OrdinalIgnoreCase)) return false;
        if (fileName.Length > name.Length && fileName.EndsWith(name, StringComparison.OrdinalIgnoreCase)) return fileName[^(name.Length + 1)] == '.';
        return fileName.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (fileName.Length == name.Length || fileName[name.Length] == '.');
    }
}
