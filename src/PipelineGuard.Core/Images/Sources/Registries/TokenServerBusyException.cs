using System.Net.Http.Headers;
using PipelineGuard.Findings;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>The server that gives out tokens has none to give for now.</summary>
/// <param name="failure">What to say when it stays so.</param>
/// <param name="retryAfter">When it wants to be asked again; null when it does not say.</param>
internal sealed class TokenServerBusyException(GuardException failure, RetryConditionHeaderValue? retryAfter) : Exception(failure.Message, failure)
{
    /// <summary>What to say when it stays so.</summary>
    public GuardException Failure => failure;

    /// <summary>When it wants to be asked again; null when it does not say.</summary>
    public RetryConditionHeaderValue? RetryAfter => retryAfter;
}
