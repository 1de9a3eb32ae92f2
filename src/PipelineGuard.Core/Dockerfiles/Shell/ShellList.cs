using PipelineGuard.Dockerfiles.Text;

namespace PipelineGuard.Dockerfiles.Shell;

/// <summary>What a list of commands is part of.</summary>
internal enum ShellRole
{
    /// <summary>The script itself, or one given to <c>sh -c</c> or a shell's input.</summary>
    Script,

    /// <summary><c>( … )</c>.</summary>
    Subshell,

    /// <summary><c>{ …; }</c>.</summary>
    Group,

    /// <summary>What <c>if</c>, <c>elif</c>, <c>while</c> and <c>until</c> ask.</summary>
    Condition,

    /// <summary>What follows <c>then</c>, <c>else</c> or a pattern of <c>case</c>.</summary>
    Branch,

    /// <summary>What stands between <c>do</c> and <c>done</c>.</summary>
    Loop,

    /// <summary>The body of a function: it runs when the function is called.</summary>
    Function,

    /// <summary><c>$( … )</c>, backticks, <c>&lt;( … )</c>.</summary>
    Substitution,
}

/// <summary>What stands between two pipelines.</summary>
internal enum ShellOperator
{
    /// <summary>Nothing: the list begins or ends.</summary>
    None,

    /// <summary><c>&amp;&amp;</c>.</summary>
    And,

    /// <summary><c>||</c>.</summary>
    Or,

    /// <summary><c>;</c> or a line break.</summary>
    Sequence,

    /// <summary><c>&amp;</c>.</summary>
    Background,
}

/// <summary>Pipelines one after the other.</summary>
/// <param name="role">What it is part of.</param>
/// <param name="owner">The compound it is part of, or the command that runs it (<c>sh -c</c>); null for a script and for a substitution.</param>
/// <param name="outer">The pipeline around a substitution; null for everything else.</param>
internal sealed class ShellList(ShellRole role, ShellElement? owner, ShellPipeline? outer = null)
{
    /// <summary>What it is part of.</summary>
    public ShellRole Role => role;

    /// <summary>The compound it is part of, or the command that runs it (<c>sh -c</c>); null for a script and for a substitution.</summary>
    public ShellElement? Owner => owner;

    /// <summary>The pipeline around it; null for a script.</summary>
    public ShellPipeline? Outer => outer ?? owner?.Pipeline;

    /// <summary>The pipelines in order.</summary>
    public List<ShellPipeline> Pipelines { get; } = new(1);
}

/// <summary>Commands joined by <c>|</c>; most pipelines are one command.</summary>
/// <param name="list">Where it stands.</param>
/// <param name="index">The how manieth of its list, from 0.</param>
internal sealed class ShellPipeline(ShellList list, int index)
{
    /// <summary>Where it stands.</summary>
    public ShellList List => list;

    /// <summary>The how manieth of its list, from 0.</summary>
    public int Index => index;

    /// <summary>The commands in order.</summary>
    public List<ShellElement> Elements { get; } = new(1);

    /// <summary>True behind <c>!</c>.</summary>
    public bool IsNegated { get; internal set; }

    /// <summary>What stands in front.</summary>
    public ShellOperator Before { get; internal set; }

    /// <summary>What stands behind.</summary>
    public ShellOperator After { get; internal set; }

    /// <summary>The pipeline behind it; null for the last one.</summary>
    public ShellPipeline? Next => index + 1 < list.Pipelines.Count ? list.Pipelines[index + 1] : null;

    /// <summary>The pipeline in front of it; null for the first one.</summary>
    public ShellPipeline? Previous => index > 0 ? list.Pipelines[index - 1] : null;
}

/// <summary>A part of a pipeline.</summary>
/// <param name="pipeline">Where it stands.</param>
internal abstract class ShellElement(ShellPipeline pipeline) : ISyntax
{
    /// <summary>Where it stands.</summary>
    public ShellPipeline Pipeline => pipeline;

    /// <summary>The how manieth of its pipeline, from 0.</summary>
    public int Index { get; } = pipeline.Elements.Count;

    /// <inheritdoc/>
    public TextSpan Span { get; internal set; }

    /// <summary>The options that hold when it starts.</summary>
    public required ShellOptions Options { get; init; }

    /// <summary>
    /// True when somebody notices that it fails: what follows depends on it (<c>&amp;&amp;</c>, <c>||</c>, <c>if</c>), <c>set -e</c> is on, or its
    /// status is that of the script. In front of a <c>|</c> that takes <c>pipefail</c> too.
    /// </summary>
    public bool FailureIsNoticed
    {
        get
        {
            for (var element = this; ; element = element.Pipeline.List.Owner!)
            {
                var place = element.Pipeline;
                if (element.Index < place.Elements.Count - 1 && !element.Options.PipeFail) return false;
                if (place.After is ShellOperator.And or ShellOperator.Or || place.List.Role == ShellRole.Condition) return true;
                if (place.After == ShellOperator.Background) return false;
                if (element.Options.ExitOnError && !place.IsNegated) return true;
                if (place.Next is not null || place.List.Role is ShellRole.Substitution) return false;
                if (place.List.Owner is null) return true;
            }
        }
    }

    /// <summary>True when it stands, however deep, in a list of a kind.</summary>
    public bool IsWithin(ShellRole role)
    {
        for (var list = Pipeline.List; list is not null; list = list.Outer?.List)
        {
            if (list.Role == role) return true;
        }
        return false;
    }
}

/// <summary>An <c>if</c>, a loop, a group, a subshell, a function: its commands are in the script's list like all others.</summary>
/// <param name="pipeline">Where it stands.</param>
/// <param name="keyword">The word or sign it begins with.</param>
internal sealed class ShellCompound(ShellPipeline pipeline, string keyword) : ShellElement(pipeline)
{
    /// <summary>The word or sign it begins with: <c>if</c>, <c>while</c>, <c>for</c>, <c>case</c>, <c>{</c>, <c>(</c>, <c>function</c>.</summary>
    public string Keyword => keyword;

    /// <summary>The lists in it, in order.</summary>
    public List<ShellList> Lists { get; } = [];
}
