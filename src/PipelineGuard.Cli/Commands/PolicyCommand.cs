using System.CommandLine;
using PipelineGuard.Findings;
using PipelineGuard.Policy;
using PipelineGuard.Reporting;

namespace PipelineGuard.Cli.Commands;

/// <summary><c>pipelineguard policy check|init|schema</c>.</summary>
internal static class PolicyCommand
{
    private const string DefaultFile = ".pipelineguard.yml";

    public static Command Make(Terminal terminal) =>
        new("policy", "Check a policy file, or start one.") { Check(terminal), Init(terminal), Schema(terminal) };

    private static Command Check(Terminal terminal)
    {
        var file = FileArgument("The policy file; without it the one that a scan here would use.");
        var command = new Command("check", "Tell every mistake in a policy file, with file:line:column.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file) ?? PolicyFile.Find(Environment.CurrentDirectory)
                ?? throw new GuardException(Problems.PolicyNotFound, DefaultFile, "There is none here or above.");
            var mistakes = PolicyFile.Check(path);
            foreach (var mistake in mistakes) terminal.Error.WriteLine(SafeText.OneLine(mistake.ToString()));
            if (mistakes.IsEmpty) terminal.Out.WriteLine($"{SafeText.OneLine(path)} is fine.");
            return mistakes.IsEmpty ? ExitCodes.Pass : ExitCodes.Usage;
        });
        return command;
    }

    private static Command Init(Terminal terminal)
    {
        var file = FileArgument($"The file to write; {DefaultFile} when none is named.");
        var command = new Command("init", "Write a commented policy file to start from; never replaces one.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file) ?? DefaultFile;
            WriteNew(path, PolicyFile.Starter);
            terminal.Out.WriteLine($"{SafeText.OneLine(path)} was written. It says what holds without it: change what you need.");
            return ExitCodes.Pass;
        });
        return command;
    }

    private static Command Schema(Terminal terminal)
    {
        var command = new Command("schema", "Print the JSON schema of policy files, for editors.");
        command.SetAction(_ =>
        {
            terminal.Out.Write(PolicyFile.Schema);
            return ExitCodes.Pass;
        });
        return command;
    }

    private static Argument<string?> FileArgument(string description) =>
        new("FILE") { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private static void WriteNew(string path, string text)
    {
        try
        {
            using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
            file.Write(text);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new GuardException(Problems.BadUsage, path, "The file is there already and was left alone.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GuardException(Problems.OutputFailed, path, failure.Message, failure);
        }
    }
}
