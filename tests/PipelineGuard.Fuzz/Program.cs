using PipelineGuard.Fuzz;

// Feeds broken input to everything that reads hostile bytes; docs/extending.md says how to add a reader.
if (FuzzArguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(FuzzArguments.Usage);
    return 2;
}
var targets = FuzzTargets.All.Where(target => arguments.Targets.IsEmpty || arguments.Targets.Contains(target.Name)).ToList();
if (targets.Count == 0)
{
    Console.Error.WriteLine($"No such target. There are: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}");
    return 2;
}
return arguments.Replay is { } file ? Fuzzer.Replay(targets, file) : Fuzzer.Run(targets, arguments);
