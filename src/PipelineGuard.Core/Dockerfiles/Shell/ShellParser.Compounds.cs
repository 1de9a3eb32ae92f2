namespace PipelineGuard.Dockerfiles.Shell;

/// <content>Compounds: groups, conditions, loops, functions.</content>
internal sealed partial class ShellParser
{
    private ShellCompound? ReadCompound(ShellPipeline pipeline)
    {
        int start = _at;
        if (Current == '(') return ReadParentheses(pipeline, start);
        return ReservedWord() switch
        {
            "{" => ReadGroup(pipeline, start),
            "if" => ReadIf(pipeline, start),
            "while" or "until" => ReadWhile(pipeline, start),
            "for" or "select" => ReadFor(pipeline, start),
            "case" => ReadCase(pipeline, start),
            "function" => ReadFunction(pipeline, start, behindName: false),
            "then" or "else" or "elif" or "fi" or "do" or "done" or "esac" or "}" => SkipReserved(ReservedWord().Length),
            _ => null,
        };
    }

    private ShellCompound Begin(ShellPipeline pipeline, string keyword)
    {
        _at += keyword.Length;
        return new(pipeline, keyword) { Options = _options };
    }

    private ShellCompound Finish(ShellCompound compound, int start)
    {
        for (SkipBlanks(); AtRedirection(out int sign); SkipBlanks()) ReadRedirection(sign);
        compound.Span = _source.ToSource(start, _at);
        return compound;
    }

    private void ReadInto(ShellCompound compound, ShellRole role, Stop stop) => compound.Lists.Add(ReadList(new(role, compound), stop));

    // Takes the word that ends a compound; a missing one is reported where the compound begins.
    private bool Expect(string word, int start)
    {
        SkipLines();
        if (AtReserved(word))
        {
            _at += word.Length;
            return true;
        }
        Report(start, start + 1, $"The shell misses '{word}'.");
        return false;
    }

    private ShellCompound ReadParentheses(ShellPipeline pipeline, int start)
    {
        var compound = Begin(pipeline, "(");
        if (Current == '(' && SkipArithmetic(start)) return Finish(compound, start);
        var options = _options;
        ReadInto(compound, ShellRole.Subshell, Stop.Parenthesis);
        _options = options;
        Close(')', start);
        return Finish(compound, start);
    }

    private void Close(char sign, int start)
    {
        if (Current == sign && !AtEnd) _at++;
        else Report(start, start + 1, $"The shell misses '{sign}'.");
    }

    private ShellCompound ReadGroup(ShellPipeline pipeline, int start)
    {
        var compound = Begin(pipeline, "{");
        ReadInto(compound, ShellRole.Group, Stop.Brace);
        Expect("}", start);
        return Finish(compound, start);
    }

    private ShellCompound ReadIf(ShellPipeline pipeline, int start)
    {
        var compound = Begin(pipeline, "if");
        ReadInto(compound, ShellRole.Condition, Stop.Then | Stop.ElseOrFi);
        Expect("then", start);
        ReadInto(compound, ShellRole.Branch, Stop.ElseOrFi);
        while (AtReserved("elif"))
        {
            _at += "elif".Length;
            ReadInto(compound, ShellRole.Condition, Stop.Then | Stop.ElseOrFi);
            Expect("then", start);
            ReadInto(compound, ShellRole.Branch, Stop.ElseOrFi);
        }
        if (AtReserved("else"))
        {
            _at += "else".Length;
            ReadInto(compound, ShellRole.Branch, Stop.ElseOrFi);
        }
        Expect("fi", start);
        return Finish(compound, start);
    }

    private ShellCompound ReadWhile(ShellPipeline pipeline, int start)
    {
        var compound = Begin(pipeline, ReservedWord().ToString());
        ReadInto(compound, ShellRole.Condition, Stop.Do);
        ReadLoopBody(compound, start);
        return Finish(compound, start);
    }

    private void ReadLoopBody(ShellCompound compound, int start)
    {
        if (!Expect("do", start)) return;
        ReadInto(compound, ShellRole.Loop, Stop.Done);
        Expect("done", start);
    }

    // for NAME in WORDS; do … done, and bash's for (( … ))
    private ShellCompound ReadFor(ShellPipeline pipeline, int start)
    {
        var compound = Begin(pipeline, ReservedWord().ToString());
        SkipBlanks();
        if (At("(("))
        {
            _at++;
            SkipArithmetic(start);
        }
        while (!AtEnd && ReadWord() is not null) SkipBlanks();
        if (Current == ';') _at++;
        ReadLoopBody(compound, start);
        return Finish(compound, start);
    }

    private ShellCompound ReadCase(ShellPipeline pipeline, int start)
    {
        var compound = Begin(pipeline, "case");
        SkipBlanks();
        ReadWord();
        if (!Expect("in", start)) return Finish(compound, start);
        for (SkipLines(); !AtEnd && !AtReserved("esac"); SkipLines())
        {
            int item = _at;
            SkipPattern();
            ReadInto(compound, ShellRole.Branch, Stop.CaseEnd);
            if (At(";;&")) _at += 3;
            else if (IsCaseEnd()) _at += 2;
            if (_at == item) SkipUnexpected();
        }
        Expect("esac", start);
        return Finish(compound, start);
    }

    // (a|b*) — the parenthesis in front is optional.
    private void SkipPattern()
    {
        if (Current == '(') _at++;
        for (SkipBlanks(); !AtEnd && Current is not (')' or '\n' or ';'); SkipBlanks())
        {
            if (ReadWord() is null) _at++;
        }
        if (Current == ')') _at++;
    }

    // name() { … }, function name { … }
    private ShellCompound ReadFunction(ShellPipeline pipeline, int start, bool behindName)
    {
        var compound = new ShellCompound(pipeline, "function") { Options = _options };
        if (!behindName)
        {
            _at += "function".Length;
            SkipBlanks();
            ReadWord();
            SkipBlanks();
        }
        if (At("()")) _at += 2;
        SkipLines();
        var body = new ShellList(ShellRole.Function, compound);
        var options = _options;
        body.Pipelines.Add(ReadPipeline(body));
        _options = options;
        compound.Lists.Add(body);
        return Finish(compound, start);
    }

    // From the second of "((" to behind "))". False, and nothing taken, when it is a subshell in a subshell.
    private bool SkipArithmetic(int start)
    {
        int depth = 1;
        for (int at = _at; at < _end; at++)
        {
            if (_text[at] == '(') depth++;
            else if (_text[at] == ')' && --depth == 0)
            {
                if (_text[at - 1] != ')') return false;
                _at = at + 1;
                return true;
            }
        }
        Report(start, start + 1, "The shell misses '))'.");
        return false;
    }
}
