namespace PipelineGuard.Policy.Reading;

/// <summary>What a mapping may hold: for each key, how its value changes the record under construction.</summary>
/// <param name="name">What the mapping is, for messages: <c>a waiver</c>.</param>
/// <param name="required">Keys that must be there.</param>
internal sealed class PolicyShape<T>(string name, params string[] required)
{
    private readonly Dictionary<string, Func<T, PolicyValue, T>> _keys = new(StringComparer.Ordinal);

    /// <summary>What a key does.</summary>
    public Func<T, PolicyValue, T> this[string key]
    {
        set => _keys.Add(key, value);
    }

    /// <summary>All keys, in the order documented.</summary>
    public IReadOnlyCollection<string> Keys => _keys.Keys;

    /// <summary>The keys that must be there.</summary>
    public IReadOnlyCollection<string> Required => required;

    /// <summary>Reads a mapping on top of a seed and reports every unknown, repeated and missing key.</summary>
    public T Read(PolicyValue value, T seed)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, entry) in value.Entries(name))
        {
            if (!_keys.TryGetValue(key.Text, out var apply)) value.Errors.Add(key, Unknown(key.Text));
            else if (!seen.Add(key.Text)) value.Errors.Add(key, $"'{key.Text}' stands here a second time.");
            else seed = apply(seed, entry);
        }
        string[] missing = [.. required.Except(seen).Select(key => $"'{key}'")];
        if (value.Node is YamlMapping && missing.Length > 0) value.Refuse($"{name} needs {string.Join(" and ", missing)}.");
        return seed;
    }

    private string Unknown(string key) => NearestWord.To(key, _keys.Keys) is { } near
        ? $"unknown key {PolicyErrors.Quote(key)} in {name}; did you mean '{near}'?"
        : $"unknown key {PolicyErrors.Quote(key)} in {name}; known are {string.Join(", ", _keys.Keys)}.";
}
