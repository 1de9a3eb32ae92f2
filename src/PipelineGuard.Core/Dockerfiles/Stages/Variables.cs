using System.Collections.Frozen;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>
/// The definitions of one stage in their order. Each instruction sees those above it, so one table serves them all and a file of a
/// million definitions stays small.
/// </summary>
/// <param name="parent">The variables of the stage it stands on, all inherited (Docker documentation, "Build variables"); null when it stands on an image.</param>
/// <param name="budget">What expansions in this file may still cost.</param>
/// <param name="inheritsUnknown">True when the base image may define any variable.</param>
internal sealed class Variables(Variables? parent, ExpansionBudget budget, bool inheritsUnknown)
{
    // Stages on stages on stages: nobody writes so many, and each look-up walks down.
    private const int DeepestChain = 64;
    private const int MostNames = 256;
    private readonly Dictionary<string, List<Definition>> _env = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Definition>> _args = new(StringComparer.Ordinal);

    /// <summary>Number of definitions so far.</summary>
    public int Count { get; private set; }

    /// <summary>Names that the builder may give a value without an <c>ARG</c>.</summary>
    public FrozenSet<string> Predefined { get; init; } = [];

    /// <summary>What expansions in this file may still cost.</summary>
    public ExpansionBudget Budget => budget;

    /// <summary>The names that this stage defines itself; none when there are so many that nobody can look through them for each use.</summary>
    public IEnumerable<string> OwnNames => _env.Count + _args.Count > MostNames ? [] : _env.Keys.Concat(_args.Keys);

    /// <summary>Adds an <c>ENV</c>; a value that holds <see cref="Scope.Unknown"/> is unknown.</summary>
    public void DefineEnv(string name, string value) => Define(_env, name, ToVariable(value));

    /// <summary>Adds an <c>ARG</c>.</summary>
    public void DefineArg(string name, Variable value) => Define(_args, name, value);

    /// <summary>What a text with possible gaps says about a variable.</summary>
    public static Variable ToVariable(string value) =>
        value.Contains(Scope.Unknown, StringComparison.Ordinal) ? new(VariableState.Unknown) : new(VariableState.Known, value);

    /// <summary>The definition that holds behind the first <paramref name="order"/> ones. <c>ENV</c> wins over <c>ARG</c>, inherited or not.</summary>
    public Variable Find(string name, int order)
    {
        if (Find(variables => variables._env, name, order) is { } env) return env;
        if (Find(variables => variables._args, name, order) is { } arg) return arg;
        return new(MayInherit || Predefined.Contains(name) ? VariableState.Unknown : VariableState.Undefined);
    }

    /// <summary>How many definitions a name has, those of the stages below included.</summary>
    public int DefinitionsOf(string name)
    {
        int count = 0, depth = 0;
        for (var variables = this; variables is not null && depth < DeepestChain; variables = variables.Parent, depth++)
            count += (variables._env.GetValueOrDefault(name)?.Count ?? 0) + (variables._args.GetValueOrDefault(name)?.Count ?? 0);
        return count;
    }

    private Variables? Parent => parent;

    private bool MayInherit { get; } = inheritsUnknown || parent is { MayInherit: true };

    private Variable? Find(Func<Variables, Dictionary<string, List<Definition>>> table, string name, int order)
    {
        int depth = 0;
        for (var variables = this; variables is not null; variables = variables.Parent, order = int.MaxValue)
        {
            if (Last(table(variables), name, order) is { } found) return found;
            if (++depth > DeepestChain) return new(VariableState.Unknown);
        }
        return null;
    }

    private void Define(Dictionary<string, List<Definition>> table, string name, Variable value)
    {
        if (!table.TryGetValue(name, out var definitions)) table[name] = definitions = [];
        definitions.Add(new(Count++, value));
    }

    private static Variable? Last(Dictionary<string, List<Definition>> table, string name, int order)
    {
        if (!table.TryGetValue(name, out var definitions)) return null;
        int low = 0, high = definitions.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (definitions[middle].Order < order) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? null : definitions[low - 1].Value;
    }

    private readonly record struct Definition(int Order, Variable Value);
}
