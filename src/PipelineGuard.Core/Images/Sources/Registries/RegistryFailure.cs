using System.Globalization;
using System.Net;
using PipelineGuard.Findings;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>Says in a user's words why a registry did not give what it was asked for.</summary>
internal static class RegistryFailure
{
    /// <summary>What an answer means.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="reference">The image.</param>
    /// <param name="who">Who answered, when it was not the registry.</param>
    public static GuardException Of(HttpResponseMessage response, RegistryReference reference, string? who = null)
    {
        var server = who is null ? "The registry" : $"'{who}'";
        var (problem, detail) = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => (Problems.RegistryUnauthorized, $"{server} refuses to show it (401): there is no such image, or the login does not reach it."),
            HttpStatusCode.Forbidden => (Problems.RegistryForbidden, $"{server} forbids to read it (403)."),
            HttpStatusCode.NotFound => (Problems.NotInRegistry, $"{server} does not have it (404)."),
            HttpStatusCode.TooManyRequests => (Problems.RegistryBusy, $"{server} takes no more requests for now (429){After(response)}."),
            var status => (Problems.RegistryFailed, $"{server} answered {(int)status}."),
        };
        return new(problem, reference.ToString(), detail);
    }

    /// <summary>What it means that there was no answer.</summary>
    public static GuardException Unreachable(RegistryReference reference, string detail, Exception? inner = null) => new(Problems.RegistryUnreachable, reference.ToString(), detail, inner);

    private static string After(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } pause } => string.Create(CultureInfo.InvariantCulture, $"; it asks to wait {pause.TotalSeconds:0} seconds"),
        { Date: { } date } => string.Create(CultureInfo.InvariantCulture, $"; it asks to wait until {date:u}"),
        _ => "",
    };
}
