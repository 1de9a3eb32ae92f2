namespace PipelineGuard.Dockerfiles;

/// <summary>Rules find the instructions that run a program, whatever stands around its name.</summary>
public sealed class ProgramIndexTests
{
    private static readonly Dockerfile File = Dockerfile.Parse("""
        FROM debian:12.5
        RUN apt-get update && apt-get install -y curl
        RUN sudo -E /usr/bin/apt-get update
        RUN ["pip3.12", "install", "x"]
        ONBUILD RUN bash -c 'git clone https://example.com/x'
        RUN echo curl
        RUN curl https://example.com/x | tee x

        """);

    [Theory]
    [InlineData("apt-get", "2 3")]
    [InlineData("sudo", "3")]
    [InlineData("pip", "4")]
    [InlineData("pip3.12", "4")]
    [InlineData("git", "5")]
    [InlineData("curl", "7")]
    [InlineData("npm", "")]
    public void Finds_the_instructions_that_run_a_program(string program, string lines) => Assert.Equal(lines, Lines([program]));

    [Fact]
    public void Names_an_instruction_that_runs_several_programs_once_and_in_order() => Assert.Equal("2 3 7", Lines(["tee", "curl", "apt-get", "npm"]));

    [Fact]
    public void Finds_the_commands_themselves_each_once_and_in_order() => Assert.Equal(
        ["apt-get update", "apt-get install -y curl", "sudo -E /usr/bin/apt-get update", "pip3.12 install x", "curl https://example.com/x"],
        File.Commands("curl", "pip3.12", "apt-get", "pip", "npm").Select(command => command.ToString()));

    private static string Lines(string[] programs) => string.Join(' ', File.Runs(programs).Select(run => File.Source.PositionOf(run.Span.Start).Line));
}
