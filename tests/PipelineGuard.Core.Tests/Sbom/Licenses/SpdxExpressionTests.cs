namespace PipelineGuard.Sbom.Licenses;

public sealed class SpdxExpressionTests
{
    [Theory]
    [InlineData("MIT", "MIT")]
    [InlineData("mit", "MIT")]
    [InlineData("GPL-2.0-or-later", "GPL-2.0-or-later")]
    [InlineData("Apache-2.0+", "Apache-2.0+")]
    [InlineData("GPL-2.0+", "GPL-2.0+")]
    [InlineData("(MIT OR Apache-2.0)", "(MIT OR Apache-2.0)")]
    [InlineData("mit and ( bsd-3-clause or isc )", "MIT AND (BSD-3-Clause OR ISC)")]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0")]
    [InlineData("LicenseRef-Own AND DocumentRef-x:LicenseRef-y", "LicenseRef-Own AND DocumentRef-x:LicenseRef-y")]
    public void An_expression_gets_its_normal_spelling(string text, string normal) => Assert.Equal(normal, SpdxExpression.Normalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("GPL-2")]
    [InlineData("MIT Apache-2.0")]
    [InlineData("MIT OR")]
    [InlineData("OR MIT")]
    [InlineData("(MIT")]
    [InlineData("MIT)")]
    [InlineData("()")]
    [InlineData("MIT WITH")]
    [InlineData("MIT, BSD-3-Clause")]
    [InlineData("SEE LICENSE IN LICENSE.md")]
    [InlineData("LicenseRef-")]
    [InlineData("NOASSERTION")]
    public void Everything_else_is_none(string text) => Assert.Null(SpdxExpression.Normalize(text));

    [Fact]
    public void Parentheses_without_end_do_no_harm() => Assert.Null(SpdxExpression.Normalize(new string('(', 1_000_000)));
}
