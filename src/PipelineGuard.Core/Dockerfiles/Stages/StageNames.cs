using System.Globalization;
using PipelineGuard.Dockerfiles.Syntax;

namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Finds stages by name or number. Names are compared without case, as BuildKit does.</summary>
internal sealed class StageNames
{
    private readonly Dictionary<string, Stage> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Stage> _all = [];

    /// <summary>Adds a stage; of two with the same name the later one is meant from there on.</summary>
    public void Add(Stage stage, SyntaxProblems problems)
    {
        _all.Add(stage);
        if (stage.Name is not { } name) return;
        if (_byName.ContainsKey(name)) problems.Add(stage.From.Alias!.Span, $"Another stage is called {SyntaxProblems.Quote(name)} already.", SyntaxProblemKind.DuplicateStage);
        _byName[name] = stage;
    }

    /// <summary>The stage with a name; null when there is none (yet).</summary>
    public Stage? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The stage with a name or number, as <c>--from</c> takes it; null when it means an image or a named context.</summary>
    public Stage? FindForCopy(string name) => Find(name)
        ?? (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < _all.Count ? _all[index] : null);
}
