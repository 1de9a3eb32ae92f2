using CsCheck;

namespace PipelineGuard.Advisories.Cvss;

public sealed class VectorSyntaxTests
{
    private const string Valid2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P";
    private const string Valid3 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    private const string Valid4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("7.5")]
    [InlineData("CVSS:3.1")]
    [InlineData("CVSS:3.1/")]
    [InlineData("()")]
    [InlineData("(" + Valid2)]
    [InlineData("(" + Valid3 + ")")]
    [InlineData(Valid2 + "/")]
    [InlineData(Valid3 + "/")]
    [InlineData(Valid4 + "/")]
    [InlineData(" " + Valid3)]
    [InlineData(Valid3 + " ")]
    [InlineData("CVSS:2.0/" + Valid2)]
    [InlineData("CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("cvss:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    public void Refuses_what_is_no_vector(string? text) => Assert.False(CvssVector.TryParse(text, out _));

    [Theory]
    [InlineData(Valid2 + "/XX:N")]
    [InlineData(Valid3 + "/XX:N")]
    [InlineData(Valid4 + "/XX:N")]
    [InlineData(Valid3 + "/av:N")]
    [InlineData(Valid3 + "/:N")]
    [InlineData(Valid3 + "/AT:N")]
    public void Refuses_unknown_metrics(string text) => Assert.False(CvssVector.TryParse(text, out _));

    [Theory]
    [InlineData("CVSS:3.1/AV:Z/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:3.1/AV:n/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:3.1/AV:/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:3.1/AV/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:3.1/AV:N:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData(Valid3 + "/E:")]
    [InlineData(Valid4 + "/MSC:S")]
    [InlineData(Valid4 + "/U:clear")]
    [InlineData("AV:N/AC:L/Au:N/C:P/I:P/A:ND")]
    [InlineData(Valid2 + "/E:X")]
    public void Refuses_unknown_values(string text) => Assert.False(CvssVector.TryParse(text, out _));

    [Theory]
    [InlineData(Valid2 + "/AV:N")]
    [InlineData(Valid3 + "/AV:N")]
    [InlineData(Valid3 + "/E:X/E:X")]
    [InlineData(Valid4 + "/SA:H")]
    public void Refuses_repeated_metrics(string text) => Assert.False(CvssVector.TryParse(text, out _));

    [Theory, InlineData(Valid2), InlineData(Valid3), InlineData(Valid4)]
    public void Refuses_a_vector_that_lacks_a_base_metric(string text)
    {
        var metrics = text.Split('/');
        var first = metrics[0].StartsWith("CVSS", StringComparison.Ordinal) ? 1 : 0;

        for (var i = first; i < metrics.Length; i++)
        {
            Assert.False(CvssVector.TryParse(string.Join('/', [.. metrics[..i], .. metrics[(i + 1)..]]), out _));
        }
    }

    [Fact]
    public void Takes_the_longest_vector_there_is() =>
        Assert.True(CvssVector.TryParse(
            Valid4 + "/E:X/CR:X/IR:X/AR:X/MAV:X/MAC:X/MAT:X/MPR:X/MUI:X/MVC:X/MVI:X/MVA:X/MSC:X/MSI:X/MSA:X/S:X/AU:X/R:X/V:X/RE:X/U:Amber", out _));

    [Fact]
    public void Never_throws_on_near_misses()
    {
        string[] pieces = ["CVSS:3.1/", "CVSS:4.0/", "AV:N", "AC:L", "Au:N", "PR:N", "C:H", "/", ":", "X", "(", ")", "U:Clear", "é", "\0"];

        Gen.OneOfConst(pieces).Array[0, 14].Select(string.Concat).Sample(
            text => !CvssVector.TryParse(text, out var cvss) || cvss.BaseScore is >= 0 and <= 10,
            iter: 20_000);
    }
}
