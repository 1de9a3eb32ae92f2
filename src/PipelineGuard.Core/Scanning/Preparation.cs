using System.Security.Cryptography;
using PipelineGuard.Lifecycle;
using PipelineGuard.Secrets;

namespace PipelineGuard.Scanning;

/// <summary>
/// Makes ready what nearly every scan needs and what takes as long as to check a Dockerfile: the index of secret rules, support dates, and the system's
/// library for hashes. It happens beside the reading of the policy and the first target; whoever needs it sooner waits for it.
/// </summary>
internal static class Preparation
{
    /// <summary>Begins with it and does not wait. What goes wrong is for those to tell who need it.</summary>
    /// <param name="secrets">Whether secrets will be looked for.</param>
    public static void Begin(bool secrets)
    {
        // What is needed first comes first: there may be only one processor left for all of it.
        _ = Task.Run(() => SupportDates.Embedded);
        if (secrets) _ = Task.Run(SecretScanner.Prepare);
        _ = Task.Run(() => SHA256.HashData([]));
    }
}
