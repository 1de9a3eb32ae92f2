using System.Diagnostics;
using System.Globalization;

namespace PipelineGuard.Fuzz;

/// <summary>Gives inputs to targets until the time is over. An input that throws what it may not, or does not end, is saved and fails the run.</summary>
internal static class Fuzzer
{
    // Inputs have at most 256 KB, and everything here is meant to be linear. Processor time, because a busy machine may stretch the clock at will;
    // the clock counts only for what waits for something that never comes.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int StackBytes = 1 << 20;

    /// <summary>Runs all targets, one after the other; 0 when all went well.</summary>
    public static int Run(IReadOnlyList<FuzzTarget> targets, FuzzArguments arguments)
    {
        Directory.CreateDirectory(arguments.Out);
        var share = arguments.Time / targets.Count;
        return Math.Min(1, targets.Count(target => !Run(target, arguments, share)));
    }

    /// <summary>Gives one saved input to targets; what they throw is not caught.</summary>
    public static int Replay(IReadOnlyList<FuzzTarget> targets, string file)
    {
        foreach (var target in targets)
        {
            var watch = Stopwatch.StartNew();
            try
            {
                target.Read(File.ReadAllBytes(file));
            }
            catch (Exception answer) when (target.IsAnswer(answer))
            {
                Console.WriteLine($"{target.Name}: {answer.Message}");
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {watch.Elapsed.TotalMilliseconds:0} ms"));
        }
        return 0;
    }

    // On a thread of its own, so that a reader that never comes back is noticed; with the smallest usual stack, so that recursion is.
    private static bool Run(FuzzTarget target, FuzzArguments arguments, TimeSpan share)
    {
        var state = new Progress(Path.Combine(arguments.Out, target.Name));
        var worker = new Thread(() => Work(target, arguments.Seed, share, state), StackBytes) { IsBackground = true };
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(200)))
        {
            if (state.Working < Bound && state.Running < Patience) continue;
            Console.WriteLine($"FAIL  {target.Name}: an input has been read for {state.Running.TotalSeconds:0} s ({state.Working.TotalSeconds:0} s of the processor); it is saved as {state.Saved("slow")}");
            return false;
        }
        state.Finish();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(state.Failure is null ? "ok  " : "FAIL")}  {target.Name}: {state.Inputs} inputs, {state.Answered} of them refused, the slowest took {state.Slowest.TotalMilliseconds:0} ms"));
        if (state.Failure is not null) Console.WriteLine($"      saved as {state.Saved("crash")}\n{state.Failure}");
        return state.Failure is null;
    }

    private static void Work(FuzzTarget target, int seed, TimeSpan share, Progress state)
    {
        var corpus = target.Corpus();
        var mutator = new Mutator(seed, corpus);
        var watch = Stopwatch.StartNew();
        foreach (var input in corpus)
        {
            if (!TryRead(target, input, state)) return;
        }
        while (watch.Elapsed < share && TryRead(target, mutator.Next(), state))
        {
        }
    }

    private static bool TryRead(FuzzTarget target, byte[] input, Progress state)
    {
        state.Begin(input);
        try
        {
            target.Read(input);
        }
        catch (Exception answer) when (target.IsAnswer(answer))
        {
            state.Answered++;
        }
#pragma warning disable CA1031 // Any other exception is what we are looking for.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            state.Failure = failure;
        }
        state.End();
        return state.Failure is null;
    }
}
