namespace PipelineGuard.Dockerfiles.Stages;

/// <summary>Variables in words that the builder expands.</summary>
public sealed class VariableUseTests
{
    [Theory]
    [InlineData("a$B-${C}", "B C")]
    [InlineData("\"$A\"'$B'", "A")]
    [InlineData("\"it's $A\"", "A")]
    [InlineData("\\$A $$B", "B")]
    [InlineData("${A:-$B}", "A:- B")]
    [InlineData("${A?} ${B#x} ${C:+y}", "A? B# C:+")]
    [InlineData("$1 $ ${ ${}", "")]
    [InlineData("'$A", "")]
    public void Lists_names_and_operators(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', VariableUse.In(text, '\\').Select(use => use.Name + use.Operator)));
}
