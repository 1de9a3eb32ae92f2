using PipelineGuard.MSBuild.Messages;

namespace PipelineGuard.MSBuild.Tests.Messages;

public sealed class WarningSettingsTests
{
    [Theory]
    [InlineData("Warning", false, "", "", "", "Warning")]
    [InlineData("Warning", true, "", "", "", "Error")]
    [InlineData("Warning", true, "", "PGD007", "", "Warning")]
    [InlineData("Warning", false, "CS0001;PGD007", "", "", "Error")]
    [InlineData("Warning", false, "pgd007", "", "", "Error")]
    [InlineData("Warning", true, "PGD007", "PGD007", "CS1591, PGD007", "Message")]
    [InlineData("Error", false, "", "", "PGD007", "Error")]
    [InlineData("Message", true, "PGD007", "", "", "Message")]
    public void Warnings_are_as_loud_as_the_compilers(string level, bool all, string errors, string notErrors, string silent, string expected)
    {
        var settings = new WarningSettings(all, errors, notErrors, silent);

        Assert.Equal(Enum.Parse<MessageLevel>(expected), settings.LevelOf(new(Enum.Parse<MessageLevel>(level), "PGD007", "Dockerfile", "text")));
    }
}
