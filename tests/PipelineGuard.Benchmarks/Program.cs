using System.Globalization;
using BenchmarkDotNet.Running;
using PipelineGuard.Benchmarks;

// "bare-read IMAGE [TIMES]" and "read IMAGE [TIMES]" time whole passes over a real image; "dockerfile-growth" judges ever larger
// Dockerfiles; "secret-speed [FILE]" prints how fast secrets are searched for; everything else goes to BenchmarkDotNet.
if (args is ["dockerfile-growth"]) return DockerfileGrowth.Run();
if (args is ["secret-speed", ..]) return SecretSpeed.Run(args.ElementAtOrDefault(1));
return args is ["bare-read" or "read" or "read-all-digests", _, ..]
    ? await ImageReading.RunAsync(args[0], args[1], args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1)
    : BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Any() ? 0 : 1;
