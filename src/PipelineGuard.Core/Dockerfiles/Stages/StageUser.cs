using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>The user that a <c>USER</c> instruction names.</summary>
/// <param name="Name">A name or a number, without the group.</param>
internal sealed record StageUser(string Name)
{
    /// <summary>True for the superuser.</summary>
    public bool IsRoot => Name is "root" || (IsNumber && Name.Trim('0').Length == 0);

    /// <summary>True for an id, which needs no entry in the image's user list.</summary>
    public bool IsNumber => Name.Length > 0 && Name.All(char.IsAsciiDigit);

    /// <summary>Reads an instruction; null when it names nobody, or only the build knows whom.</summary>
    public static StageUser? Of(Instruction user)
    {
        if (user is not ValueInstruction { Kind: InstructionKind.User, Value: { } value } || user.Scope.Expand(value) is not { } text) return null;
        var name = text.Split(':')[0].Trim();
        return name.Length == 0 ? null : new(name);
    }
}
