using PipelineGuard.Cli;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
