using System.Collections.Immutable;
using PipelineGuard.Dockerfiles.Stages;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>A program that is run with its arguments, or assignments alone.</summary>
internal sealed class ShellCommand : ShellElement
{
    private readonly int _nameAt;

    /// <summary>Makes one.</summary>
    public ShellCommand(ShellPipeline pipeline, ImmutableArray<ShellWord> words) : base(pipeline)
    {
        Words = words;
        _nameAt = CommandPrefixes.Skip(words);
        Name = _nameAt < words.Length ? WithoutPath(words[_nameAt].Value) : null;
        Arguments = _nameAt < words.Length ? words[(_nameAt + 1)..] : [];
        Prefixes = _nameAt == 0 ? [] : [.. words.Take(_nameAt).Where(word => CommandPrefixes.IsPrefix(word.Value))];
    }

    /// <summary>Everything but assignments and redirections, prefixes like <c>sudo</c> included.</summary>
    public ImmutableArray<ShellWord> Words { get; }

    /// <summary>The assignments in front.</summary>
    public ImmutableArray<ShellAssignment> Assignments { get; init; } = [];

    /// <summary>The redirections, in order.</summary>
    public ImmutableArray<ShellRedirection> Redirections { get; init; } = [];

    /// <summary>The program without its folder, prefixes seen through (<c>sudo -E /usr/bin/apt-get</c> is <c>apt-get</c>); null when unknown or none.</summary>
    public string? Name { get; }

    /// <summary>The word that holds the name; null when there is none.</summary>
    public ShellWord? NameWord => _nameAt < Words.Length ? Words[_nameAt] : null;

    /// <summary>The words behind the name.</summary>
    public ImmutableArray<ShellWord> Arguments { get; }

    /// <summary>Programs in front that run the real one: <c>sudo</c>, <c>env</c>, <c>exec</c>, <c>time</c>, …</summary>
    public ImmutableArray<ShellWord> Prefixes { get; }

    /// <summary>The command whose output it reads through <c>|</c>; null when it reads none, or that of a compound.</summary>
    public ShellCommand? Upstream => Index > 0 ? Pipeline.Elements[Index - 1] as ShellCommand : null;

    /// <summary>The command that reads its output through <c>|</c>; null when none does, or a compound.</summary>
    public ShellCommand? Downstream => Index + 1 < Pipeline.Elements.Count ? Pipeline.Elements[Index + 1] as ShellCommand : null;

    /// <summary>True when a program runs it: <c>HasPrefix("sudo")</c>.</summary>
    public bool HasPrefix(string program) => !Prefixes.IsEmpty && Prefixes.Any(prefix => WithoutPath(prefix.Value) == program);

    /// <summary>True for a program, and its sub-commands when some are named: <c>Is("apt-get", "install")</c>, <c>Is("dotnet", "nuget", "add")</c>.</summary>
    public bool Is(string name, params ReadOnlySpan<string> subcommands)
    {
        if (Name != name) return false;
        if (Operands.Length < subcommands.Length) return false;
        for (int i = 0; i < subcommands.Length; i++)
        {
            if (Operands[i].Value != subcommands[i]) return false;
        }
        return true;
    }

    /// <summary>True for one of several programs.</summary>
    public bool IsAny(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Name == name) return true;
        }
        return false;
    }

    /// <summary>True when an option is given in one of its forms: <c>HasFlag("-y", "--yes")</c> also sees <c>-qy</c> and <c>--yes=true</c>.</summary>
    public bool HasFlag(params ReadOnlySpan<string> forms) => FindFlag(forms) is not null;

    /// <summary>The word that gives an option in one of its forms; null when it is missing.</summary>
    public ShellWord? FindFlag(params ReadOnlySpan<string> forms)
    {
        foreach (var word in Arguments)
        {
            if (word.Shape == "--") break;
            if (word.IsFlag && FlagShape.IsOneOf(word.Shape, forms)) return word;
        }
        return null;
    }

    /// <summary>The value of an option, behind an equals sign or in the next word; null when there is none. The word's value may be unknown.</summary>
    public string? FlagValue(params ReadOnlySpan<string> forms)
    {
        for (int i = 0; i < Arguments.Length; i++)
        {
            var shape = Arguments[i].Shape;
            if (!Arguments[i].IsFlag || !FlagShape.IsOneOf(shape, forms)) continue;
            if (shape.IndexOf('=', StringComparison.Ordinal) is var equals and > 0) return shape[(equals + 1)..];
            return i + 1 < Arguments.Length ? Arguments[i + 1].Shape : null;
        }
        return null;
    }

    /// <summary>The arguments that are neither options nor their values, as far as the program is known to <see cref="ValueFlags"/>.</summary>
    public ImmutableArray<ShellWord> Operands => field.IsDefault ? field = ReadOperands() : field;

    /// <summary>What a package manager is asked for: the operands behind its sub-command.</summary>
    public IEnumerable<ShellWord> PackageArguments => Operands.Skip(ValueFlags.SubcommandWords(Name));

    /// <summary>The shell that another command starts for it (<c>bash -c '…'</c>); null when it is the one of the instruction.</summary>
    public string? Interpreter
    {
        get
        {
            for (var list = Pipeline.List; list is not null; list = list.Outer?.List)
            {
                if (list is { Role: ShellRole.Script, Owner: ShellCommand owner }) return owner.Name;
            }
            return null;
        }
    }

    /// <summary>True when a variable without quotes stands where options may stand: it may well hold some.</summary>
    public bool MayHoldMoreOptions => Arguments.Any(word => !word.IsQuoted && word.Shape.StartsWith(Scope.Unknown));

    /// <summary>True when it deletes one of these folders, what is in them, or a folder around them (<c>rm</c>, <c>find … -delete</c>).</summary>
    /// <param name="folders">Absolute paths, or paths below a home folder without a leading slash.</param>
    public bool Deletes(params ReadOnlySpan<string> folders)
    {
        if (!IsAny("rm", "find", "unlink", "rmdir")) return false;
        foreach (var word in Arguments)
        {
            var path = word.Shape.TrimEnd('*').TrimEnd('/');
            if (word.IsFlag || path.Length == 0) continue;
            foreach (var folder in folders)
            {
                if (IsOrHolds(path, folder)) return true;
            }
        }
        return false;
    }

    /// <summary>True when it sets a variable: in front of the program, alone, or with <c>export</c>.</summary>
    public bool Sets(string variable) =>
        Assignments.Any(assignment => assignment.Name == variable)
        || ((IsAny("export", "env") || HasPrefix("env")) && Words.Any(word => word.Shape.StartsWith($"{variable}=", StringComparison.Ordinal)));

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Words);

    private ImmutableArray<ShellWord> ReadOperands()
    {
        if (!Arguments.Any(word => word.IsFlag)) return Arguments;
        var operands = ImmutableArray.CreateBuilder<ShellWord>();
        bool onlyOperands = false;
        for (int i = 0; i < Arguments.Length; i++)
        {
            var word = Arguments[i];
            if (onlyOperands || !word.IsFlag) operands.Add(word);
            else if (word.Shape == "--") onlyOperands = true;
            else if (ValueFlags.TakesNextWord(Name, word.Shape)) i++;
        }
        return operands.DrainToImmutable();
    }

    private static bool IsOrHolds(string path, string folder)
    {
        if (path.StartsWith(folder, StringComparison.Ordinal) || folder.StartsWith($"{path}/", StringComparison.Ordinal)) return true;
        // ~/.cache for .cache/pip
        return folder[0] != '/' && (path.Contains($"/{folder}", StringComparison.Ordinal) || path.EndsWith($"/{folder.Split('/')[0]}", StringComparison.Ordinal));
    }

    private static string? WithoutPath(string? program) => program?[(program.LastIndexOf('/') + 1)..];
}
