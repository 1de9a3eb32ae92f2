using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PipelineGuard.Findings;

namespace PipelineGuard.Images.Sources.Registries;

/// <summary>
/// Asks a Docker credential helper (github.com/docker/docker-credential-helpers): the program <c>docker-credential-NAME</c> gets the
/// server's address on its standard input and answers with JSON. It has limited time, and its answer limited size.
/// </summary>
/// <param name="patience">How long it may take; a helper may have to ask a person.</param>
/// <param name="environment">Gives environment variables: helpers are looked for in <c>PATH</c>.</param>
internal sealed class CredentialHelper(TimeSpan patience, Func<string, string?> environment)
{
    private const int MaxAnswerChars = 1 << 20;
    private const string TokenUser = "<token>";

    /// <summary>The credential it has for a server; null when it has none, or failed, which is reported.</summary>
    /// <param name="name">Its name as the configuration has it: <c>ecr-login</c>.</param>
    /// <param name="server">The address it is asked about.</param>
    /// <param name="log">Told when it fails.</param>
    /// <param name="cancellation">Ends it.</param>
    public RegistryCredential? Ask(string name, string server, IScanLog log, CancellationToken cancellation)
    {
        // It becomes the name of a program: no folder, no option.
        if (name.Length == 0 || !name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.'))
        {
            log.Report(new(Problems.CredentialsUnreadable, name, "This cannot be the name of a credential helper."));
            return null;
        }
        var program = "docker-credential-" + name;
        if (Find(program) is not { } file)
        {
            log.Report(new(Problems.CredentialsUnreadable, program, "There is no such program in PATH."));
            return null;
        }
        try
        {
            return Run(file, program, server, log, cancellation);
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or JsonException)
        {
            log.Report(new(Problems.CredentialsUnreadable, program, failure is JsonException ? "Its answer is not JSON." : failure.Message));
            return null;
        }
    }

    // .NET would look in the current directory first: in a pipeline that is a checked-out repository, whose author is not to run programs here.
    private string? Find(string program)
    {
        var folders = (environment("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified);
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending))).FirstOrDefault(File.Exists);
    }

    private RegistryCredential? Run(string file, string program, string server, IScanLog log, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        using var process = Process.Start(new ProcessStartInfo(file, "get") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        try
        {
            // Both pipes are read at once, or a talkative helper would wait for us for ever.
            var errors = ReadAsync(process.StandardError, limit);
            var answer = ReadAsync(process.StandardOutput, limit);
            Tell(process, server);
            Task.WhenAll(answer, errors, process.WaitForExitAsync(limit.Token)).GetAwaiter().GetResult();
            if (process.ExitCode == 0) return Parse(answer.Result);
            // The one answer that is no failure; it stands on standard output.
            if (!answer.Result.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)) log.Report(new(Problems.CredentialsUnreadable, program, $"It ended with exit code {process.ExitCode}."));
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            log.Report(new(Problems.CredentialsUnreadable, program, $"It did not answer within {patience.TotalSeconds:0.#} seconds."));
            return null;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static void Tell(Process process, string server)
    {
        try
        {
            process.StandardInput.Write(server);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without asking; its exit code says more than a broken pipe.
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationTokenSource limit)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        for (int read; (read = await reader.ReadAsync(buffer, limit.Token).ConfigureAwait(false)) > 0;)
        {
            if (text.Length + read > MaxAnswerChars)
            {
                await limit.CancelAsync().ConfigureAwait(false); // Nobody need wait for its end.
                throw new IOException("Its answer is too long.");
            }
            text.Append(buffer, 0, read);
        }
        return text.ToString();
    }

    private static RegistryCredential? Parse(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        var secret = document.RootElement.Text("Secret");
        if (secret is not { Length: > 0 }) return null;
        var user = document.RootElement.Text("Username") ?? "";
        return user == TokenUser ? new("", "", secret) : new(user, secret);
    }
}
