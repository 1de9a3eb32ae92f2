using PipelineGuard.MSBuild.Messages;

namespace PipelineGuard.MSBuild.Tests.Messages;

public sealed class PlaceTests
{
    [Theory]
    [InlineData("policy.yml(3,5)", "policy.yml", 3, 5)]
    [InlineData("a (b)/policy.yml(3)", "a (b)/policy.yml", 3, 0)]
    [InlineData("app.tar", "app.tar", 0, 0)]
    [InlineData("app(1,2,3)", "app(1,2,3)", 0, 0)]
    [InlineData("app(9999999999)", "app(9999999999)", 0, 0)]
    [InlineData("", "", 0, 0)]
    public void Reads_the_form_that_the_core_writes(string text, string file, int line, int column) =>
        Assert.Equal(new Place(file, line, column), Place.Parse(text));
}
