using PipelineGuard.Dockerfiles.Syntax;
using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>The variables that an instruction can use: what was defined above it.</summary>
internal sealed class Scope
{
    /// <summary>Stands in an expanded text for what only the build knows; no Dockerfile holds this character (U+FFFC) by accident.</summary>
    public const char Unknown = Embedding.Unknown;

    private readonly Variables _variables;
    private readonly int _order;
    private readonly char _escape;

    /// <summary>The view of a stage's variables from one of its instructions.</summary>
    /// <param name="variables">All variables of the stage.</param>
    /// <param name="order">How many of its definitions stand above.</param>
    /// <param name="escape">The file's escape character.</param>
    public Scope(Variables variables, int order, char escape) => (_variables, _order, _escape) = (variables, order, escape);

    /// <summary>Knows no variable.</summary>
    public static Scope Empty { get; } = new(new(null, new(0), inheritsUnknown: true), 0, '\\');

    /// <summary>The text without quotes and with the values of variables (BuildKit's rules); null when a part is known to the build only.</summary>
    public string? Expand(Word word) => Expand(word.Text);

    /// <inheritdoc cref="Expand(Word)"/>
    public string? Expand(string text)
    {
        var expanded = ExpandPartly(text);
        return expanded.Contains(Unknown, StringComparison.Ordinal) ? null : expanded;
    }

    /// <summary>The same, with <see cref="Unknown"/> in place of each part that is known to the build only.</summary>
    public string ExpandPartly(string text) => text.AsSpan().ContainsAny(['$', '"', '\'', _escape])
        ? new WordExpander(text, _escape, this).Expand(_variables.Budget)
        : text;

    /// <summary>What is known about a variable here.</summary>
    public Variable Find(string name) => _variables.Find(name, _order);
}

/// <summary>What is known about a variable.</summary>
internal enum VariableState
{
    /// <summary>Defined nowhere: builders take it for empty.</summary>
    Undefined,

    /// <summary>Has a value, which a build argument may still replace.</summary>
    Known,

    /// <summary>An <c>ARG</c> without a default: unset unless the build gives a value.</summary>
    Unset,

    /// <summary>Comes from the build or the base image.</summary>
    Unknown,
}

/// <summary>What is known about a variable.</summary>
/// <param name="State">How much is known.</param>
/// <param name="Value">Its value; null unless <see cref="VariableState.Known"/>.</param>
internal readonly record struct Variable(VariableState State, string? Value = null);
