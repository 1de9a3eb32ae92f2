using System.Collections.Immutable;
using PipelineGuard.Dockerfiles;
using PipelineGuard.Dockerfiles.Stages;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Attribution.Layers;

/// <summary>An instruction that made a file.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="IsCertain">True when it names the file or a folder that it fills by itself.</param>
internal readonly record struct MadeBy(Instruction Instruction, bool IsCertain);

/// <summary>Finds the instruction that made a file, by the paths and programs that instructions name.</summary>
/// <param name="file">The Dockerfile, whose stages <c>COPY --from</c> may name.</param>
/// <param name="arguments">What the build was given.</param>
internal sealed class FileMaker(Dockerfile file, BuildArguments arguments)
{
    private const int DeepestChain = 8;
    private const int MostParents = 32;

    // What a folder is called that only certain programs fill, and those programs.
    private static readonly (string Folder, string[] Programs)[] Tools =
    [
        ("/node_modules/", ["npm", "yarn", "pnpm", "bun", "corepack"]),
        ("/site-packages/", ["pip", "pip3", "uv", "poetry", "pipenv", "pdm", "conda", "python", "python3"]),
        ("/dist-packages/", ["pip", "pip3", "apt-get", "apt"]),
        ("/gems/", ["gem", "bundle"]),
        ("/specifications/", ["gem", "bundle"]),
        ("/vendor/composer/", ["composer"]),
        ("/conda-meta/", ["conda", "mamba", "micromamba"]),
        ("/var/lib/dpkg/", ["apt-get", "apt", "dpkg", "aptitude", "debootstrap"]),
        ("/lib/apk/", ["apk"]),
        ("/var/lib/rpm/", ["dnf", "yum", "microdnf", "rpm", "zypper", "tdnf"]),
        ("/usr/lib/sysimage/rpm/", ["dnf", "yum", "microdnf", "rpm", "zypper", "tdnf"]),
        ("/usr/share/doc/", ["apt-get", "apt"]),
        ("/usr/share/dotnet/", ["dotnet-install.sh", "curl", "wget"]),
        ("/go/bin/", ["go"]),
        ("/.cargo/bin/", ["cargo"]),
    ];

    // Folders that many instructions touch: that one names them says nothing.
    private static readonly string[] Shared =
    [
        "/", "/usr", "/usr/bin", "/usr/lib", "/usr/share", "/usr/local", "/usr/local/bin", "/usr/local/lib", "/etc", "/var", "/var/lib", "/bin", "/sbin", "/lib", "/opt", "/root", "/home", "/tmp",
    ];

    private static readonly string[] ArchiveEndings = [".tar", ".tgz", ".tbz2", ".txz"];

    /// <summary>The instruction among several that made a file; null when none of them tells.</summary>
    /// <param name="instructions">Candidates in the order in which they run.</param>
    /// <param name="path">The file, with a leading slash.</param>
    public MadeBy? Find(ImmutableArray<InstructionText> instructions, string path) => Find(instructions, path, 0);

    /// <summary>
    /// The copy among several instructions that is left when those that cannot have made a file are: the only one into a folder above it, or of several the only one
    /// whose source has the name of a folder of its path. Null where a <c>RUN</c> could have made it, or only the build knows where something was copied.
    /// </summary>
    public static MadeBy? Remaining(ImmutableArray<InstructionText> instructions, string path)
    {
        if (instructions.Any(step => step.Destination is null)) return null;
        var possible = instructions.Where(step => StagePath.IsWithin(path, step.Destination!)).ToList();
        if (possible.Count > 1) possible.RemoveAll(step => !NamesFolderOf(step, path));
        return possible is [var only] ? new(only.Instruction, IsCertain: false) : null;
    }

    private static bool NamesFolderOf(InstructionText step, string path)
    {
        var folders = path.Split('/');
        return ((CopyInstruction)step.Instruction).Sources.Any(source => step.Expand(source.Text) is { } text && Array.IndexOf(folders, Unpacked(Path.GetFileName(text.TrimEnd('/')))) > 0);
    }

    // What ADD unpacks mostly holds a folder of the archive's name.
    private static string Unpacked(string name) =>
        ArchiveEndings.FirstOrDefault(ending => name.Contains(ending, StringComparison.OrdinalIgnoreCase)) is { } ending ? name[..name.IndexOf(ending, StringComparison.OrdinalIgnoreCase)] : name;

    /// <summary>Follows <c>COPY --from</c> into the stage that made a file; null when it copies from elsewhere, or nothing there tells.</summary>
    public MadeBy? Follow(InstructionText copy, string path) => Follow(copy, path, 0);

    private MadeBy? Find(ImmutableArray<InstructionText> instructions, string path, int depth)
    {
        if (depth > DeepestChain) return null;
        if (ByTool(instructions, path) is { } tool) return new(tool, IsCertain: false);
        foreach (var folder in WithParents(path))
        {
            for (int i = instructions.Length - 1; i >= 0; i--)
            {
                var step = instructions[i];
                if (step.Destination is { } destination && destination == folder) return Follow(step, path, depth) ?? new(step.Instruction, IsCertain: FromOutside(step));
                if (step.Instruction is RunInstruction && Mentions(step, folder)) return new(step.Instruction, IsCertain: false);
            }
        }
        return null;
    }

    private MadeBy? Follow(InstructionText step, string path, int depth)
    {
        if (step.Instruction is not CopyInstruction copy || StageOf(copy) is not { } stage || step.Destination is not { } destination) return null;
        var instructions = StageScript.Of(stage, arguments);
        return SourcesOf(step, copy, destination, path).Select(source => Find(instructions, source, depth + 1)).FirstOrDefault(found => found is not null);
    }

    private bool FromOutside(InstructionText step) => step.Instruction is CopyInstruction copy && StageOf(copy) is null;

    private Stage? StageOf(CopyInstruction copy)
    {
        if (copy.From is not { } from || copy.Scope.Expand(from) is not { } name) return null;
        var stage = file.Stages.LastOrDefault(stage => string.Equals(stage.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? (int.TryParse(name, out int index) && index >= 0 && index < file.Stages.Length ? file.Stages[index] : null);
        return stage is not null && stage.Index < copy.Stage?.Index ? stage : null;
    }

    // What a file was called before it was copied: a folder's content goes into the destination, a file may get its name.
    private static IEnumerable<string> SourcesOf(InstructionText step, CopyInstruction copy, string destination, string path)
    {
        if (!StagePath.IsWithin(path, destination)) yield break;
        var rest = destination == "/" ? path[1..] : path[destination.Length..].TrimStart('/');
        foreach (var word in copy.Sources)
        {
            if (step.Expand(word.Text) is not { } text) continue;
            // Sources of another stage count from its root.
            var source = StagePath.Combine("/", text);
            int wildcard = source.AsSpan().IndexOfAny('*', '?', '[');
            var (parent, name) = source.LastIndexOf('/') is var slash and >= 0 ? (source[..slash], source[(slash + 1)..]) : ("", source);
            if (rest.Length == 0) yield return source;
            else if (wildcard >= 0) yield return $"{source[..Math.Max(source.LastIndexOf('/', wildcard), 0)]}/{rest}";
            else if (rest == name) yield return $"{parent}/{name}";
            else if (copy.Sources.Length == 1 || !Path.HasExtension(name)) yield return source == "/" ? "/" + rest : $"{source}/{rest}";
        }
    }

    private static RunInstruction? ByTool(ImmutableArray<InstructionText> instructions, string path)
    {
        foreach (var (folder, programs) in Tools)
        {
            if (!path.Contains(folder, StringComparison.Ordinal)) continue;
            for (int i = instructions.Length - 1; i >= 0; i--)
            {
                if (instructions[i].Instruction is RunInstruction run && programs.Any(program => HasWord(instructions[i].Script, program))) return run;
            }
        }
        return null;
    }

    private static IEnumerable<string> WithParents(string path)
    {
        int count = 0;
        for (var at = path; at.Length > 1 && count++ < MostParents; at = at[..Math.Max(at.LastIndexOf('/'), 0)])
        {
            if (!Shared.Contains(at)) yield return at;
        }
    }

    private static bool Mentions(InstructionText step, string path)
    {
        if (HasWord(step.Script, path)) return true;
        return step.Directory is { } directory && path.Length > directory.Length && StagePath.IsWithin(path, directory) && HasWord(step.Script, directory == "/" ? path[1..] : path[(directory.Length + 1)..]);
    }

    // A path or name that is not part of a longer one.
    private static bool HasWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if (end < text.Length && text[end] == '/') end++;
            bool begins = at == 0 || !IsPathCharacter(text[at - 1]) || (text[at - 1] == '/' && at > 1 && text[at - 2] == '.' && (at < 3 || !IsPathCharacter(text[at - 3])));
            if (begins && (end == text.Length || !IsPathCharacter(text[end]))) return true;
        }
        return false;
    }

    private static bool IsPathCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '@' or '+';
}
