using System.Text;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>
/// Expands one word as BuildKit does for the instructions that it expands itself (Dockerfile reference, "Environment replacement"):
/// quotes and escapes are taken out, <c>$x</c> and <c>${x…}</c> are replaced. Linear, but for patterns, which are bounded.
/// </summary>
internal ref struct WordExpander(string text, char escape, Scope scope)
{
    private const int DeepestNesting = 32;
    private const char None = '\0';
    private int _at;
    private int _depth;
    private ExpansionBudget? _budget;

    /// <summary>The result, with <see cref="Scope.Unknown"/> for what is not known or too expensive to know.</summary>
    public string Expand(ExpansionBudget budget)
    {
        _budget = budget;
        return ReadUntil(None);
    }

    private string ReadUntil(char stop, char otherStop = None)
    {
        var result = new StringBuilder();
        if (++_depth > DeepestNesting)
        {
            _at = text.Length;
            return Scope.Unknown.ToString();
        }
        while (_at < text.Length && (stop == None || (text[_at] != stop && text[_at] != otherStop)))
        {
            char c = text[_at];
            if (c == '\'') Literal(result);
            else if (c == '"') Quoted(result);
            else if (c == '$') Append(result, Dollar());
            else if (c == escape) Escaped(result);
            else result.Append(text[_at++]);
        }
        _depth--;
        return result.ToString();
    }

    private void Append(StringBuilder result, string value)
    {
        bool affordable = result.Length + value.Length <= ExpansionBudget.LongestValue && _budget!.Spend(value.Length + 1);
        if (affordable) result.Append(value);
        else if (result.Length == 0 || result[^1] != Scope.Unknown) result.Append(Scope.Unknown);
    }

    private void Literal(StringBuilder result)
    {
        int end = text.IndexOf('\'', _at + 1);
        if (end < 0) end = text.Length;
        result.Append(text, _at + 1, end - _at - 1);
        _at = Math.Min(end + 1, text.Length);
    }

    private void Quoted(StringBuilder result)
    {
        for (_at++; _at < text.Length && text[_at] != '"';)
        {
            char c = text[_at];
            if (c == '$') Append(result, Dollar());
            // In double quotes only these may be escaped; elsewhere the escape character stays.
            else if (c == escape && _at + 1 < text.Length && (text[_at + 1] is '"' or '$' || text[_at + 1] == escape)) Escaped(result);
            else result.Append(text[_at++]);
        }
        _at = Math.Min(_at + 1, text.Length);
    }

    private void Escaped(StringBuilder result)
    {
        if (_at + 1 < text.Length) result.Append(text[_at + 1]);
        _at = Math.Min(_at + 2, text.Length);
    }

    private string Dollar()
    {
        _at++;
        if (_at < text.Length && text[_at] == '{') return Braced();
        var name = Name();
        return name.Length == 0 ? "$" : ValueOf(scope.Find(name));
    }

    private string Name()
    {
        int start = _at;
        if (_at < text.Length && (char.IsAsciiLetter(text[_at]) || text[_at] == '_'))
        {
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
        }
        else if (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] is '@' or '*' or '#' or '?' or '-' or '!')) _at++;
        return text[start.._at];
    }

    // A digit or sign names an argument of a shell: no builder has a value for it.
    private static string ValueOf(Variable variable) => variable.State switch
    {
        VariableState.Known => variable.Value!,
        VariableState.Undefined => "",
        VariableState.Unset or VariableState.Unknown => Scope.Unknown.ToString(),
    };

    private string Braced()
    {
        _at++;
        var variable = scope.Find(Name());
        bool emptyCounts = Take(':');
        char operation = _at < text.Length ? text[_at++] : '}';
        string result = operation switch
        {
            '}' => ValueOf(variable),
            '-' => Default(variable, emptyCounts),
            '+' => Alternative(variable, emptyCounts),
            '?' => Required(variable),
            '#' or '%' => Trimmed(variable, operation, Take(operation)),
            '/' => Replaced(variable, Take('/')),
            _ => Unreadable(),
        };
        if (operation != '}') Take('}');
        return result;
    }

    private bool Take(char expected)
    {
        if (_at >= text.Length || text[_at] != expected) return false;
        _at++;
        return true;
    }

    private string Unreadable()
    {
        ReadUntil('}');
        return Scope.Unknown.ToString();
    }

    private string Default(Variable variable, bool emptyCounts)
    {
        var other = ReadUntil('}');
        return IsSet(variable, emptyCounts) ? ValueOf(variable) : other;
    }

    private string Alternative(Variable variable, bool emptyCounts)
    {
        var other = ReadUntil('}');
        if (variable.State == VariableState.Unknown) return Scope.Unknown.ToString();
        return IsSet(variable, emptyCounts) ? other : "";
    }

    private string Required(Variable variable)
    {
        ReadUntil('}');
        return variable.State == VariableState.Known ? variable.Value! : Scope.Unknown.ToString();
    }

    private static bool IsSet(Variable variable, bool emptyCounts) => variable.State switch
    {
        VariableState.Known => !emptyCounts || variable.Value!.Length > 0,
        VariableState.Unknown => true,
        VariableState.Undefined or VariableState.Unset => false,
    };

    private string Trimmed(Variable variable, char end, bool longest)
    {
        var pattern = ReadUntil('}');
        string value = variable.Value ?? "";
        if (!CanMatch(variable, pattern) || !_budget!.Spend(GlobPattern.MatchCost(pattern, value))) return Scope.Unknown.ToString();
        return end == '#'
            ? value[(GlobPattern.MatchFromStart(pattern, value, longest) ?? 0)..]
            : value[..^(GlobPattern.MatchFromEnd(pattern, value, longest) ?? 0)];
    }

    private string Replaced(Variable variable, bool all)
    {
        var pattern = ReadUntil('/', '}');
        string replacement = Take('/') ? ReadUntil('}') : "";
        string value = variable.Value ?? "";
        bool canMatch = CanMatch(variable, pattern) && _budget!.Spend(GlobPattern.ReplaceCost(pattern, value));
        return canMatch ? GlobPattern.Replace(pattern, value, replacement, all) : Scope.Unknown.ToString();
    }

    private static bool CanMatch(Variable variable, string pattern) =>
        variable.State is VariableState.Known or VariableState.Undefined
        && pattern.Length <= ExpansionBudget.LongestPattern
        && !pattern.Contains(Scope.Unknown, StringComparison.Ordinal);
}
