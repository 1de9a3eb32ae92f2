using System.Diagnostics;

namespace PipelineGuard.Fuzz;

/// <summary>How far a target has come.</summary>
/// <param name="file">Where the input of the moment is kept, without its ending: a stack that overflows ends the process, and then it is still there.</param>
internal sealed class Progress(string file)
{
    private byte[] _input = [];
    private long _began;
    private long _beganProcessor;

    /// <summary>Inputs so far.</summary>
    public int Inputs { get; private set; }

    /// <summary>Inputs that were answered with an exception that says why.</summary>
    public int Answered { get; set; }

    /// <summary>What an input threw that it may not; null when all is well.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The longest time for one input.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>How long the input of the moment has been read.</summary>
    public TimeSpan Running => Volatile.Read(ref _began) is var began and not 0 ? Stopwatch.GetElapsedTime(began) : TimeSpan.Zero;

    /// <summary>The processor time that it has taken, that of collecting memory included.</summary>
    public TimeSpan Working => Running == TimeSpan.Zero ? TimeSpan.Zero : Environment.CpuUsage.TotalTime - TimeSpan.FromTicks(Volatile.Read(ref _beganProcessor));

    /// <summary>An input is about to be read.</summary>
    public void Begin(byte[] input)
    {
        _input = input;
        File.WriteAllBytes($"{file}.running", input);
        Volatile.Write(ref _beganProcessor, Environment.CpuUsage.TotalTime.Ticks);
        Volatile.Write(ref _began, Stopwatch.GetTimestamp());
    }

    /// <summary>It was read.</summary>
    public void End()
    {
        var time = Running;
        Volatile.Write(ref _began, 0);
        Inputs++;
        if (time > Slowest) Slowest = time;
    }

    /// <summary>All inputs were read.</summary>
    public void Finish() => File.Delete($"{file}.running");

    /// <summary>Saves the input of the moment and gives the file's name.</summary>
    public string Saved(string kind)
    {
        File.WriteAllBytes($"{file}.{kind}", _input);
        return $"{file}.{kind}";
    }
}
