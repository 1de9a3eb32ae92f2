namespace PipelineGuard.Dockerfiles.Syntax;

/// <summary>The instructions of the Dockerfile reference.</summary>
internal enum InstructionKind
{
    /// <summary>A word that is no instruction.</summary>
    Unknown,
#pragma warning disable CS1591 // Named as the reference names them.
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
#pragma warning restore CS1591
}

/// <summary>Finds an instruction by its keyword.</summary>
internal static class InstructionKinds
{
    private static readonly Dictionary<string, InstructionKind> ByKeyword = Enum.GetValues<InstructionKind>()
        .Where(kind => kind != InstructionKind.Unknown)
        .ToDictionary(kind => kind.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<InstructionKind, string> Upper = Enum.GetValues<InstructionKind>().ToDictionary(kind => kind, kind => kind.ToString().ToUpperInvariant());

    private static readonly Dictionary<string, InstructionKind>.AlternateLookup<ReadOnlySpan<char>> ByText =
        ByKeyword.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The instruction with a keyword in any case; <see cref="InstructionKind.Unknown"/> when there is none.</summary>
    public static InstructionKind Of(ReadOnlySpan<char> keyword) => ByText.GetValueOrDefault(keyword);

    /// <summary>A keyword as a string: files hold the same few in the same few spellings.</summary>
    public static string Spelled(this InstructionKind kind, ReadOnlySpan<char> keyword) =>
        Upper[kind] is var usual && keyword.SequenceEqual(usual) ? usual : keyword.ToString();

    /// <summary>True for the instructions whose words may announce a heredoc.</summary>
    public static bool TakesHeredocs(this InstructionKind kind) => kind is InstructionKind.Run or InstructionKind.Copy or InstructionKind.Add;

    private static InstructionKind GetValueOrDefault(
        this Dictionary<string, InstructionKind>.AlternateLookup<ReadOnlySpan<char>> lookup, ReadOnlySpan<char> keyword) =>
        lookup.TryGetValue(keyword, out var kind) ? kind : InstructionKind.Unknown;
}
