using System.Globalization;

namespace PipelineGuard.Dockerfiles;

/// <summary>The table of support dates within the assembly.</summary>
public sealed class SupportDatesTests
{
    [Theory]
    [InlineData("dotnet", "8", "2026-11-11")]
    [InlineData("dotnet", "10", "2028-11-15")]
    [InlineData("debian", "10", "2024-07-01")]
    [InlineData("debian", "buster", "2024-07-01")]
    [InlineData("alpine", "3.19", "2025-11-02")]
    public void Names_the_first_day_without_support(string product, string release, string day) =>
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), SupportDates.Embedded.EndOfSupport(product, release));

    [Theory]
    [InlineData("debian", "99")]
    [InlineData("debian", "")]
    [InlineData("plan9", "4")]
    public void Knows_nothing_of_other_releases(string product, string release) => Assert.Null(SupportDates.Embedded.EndOfSupport(product, release));

    [Fact]
    public void Holds_the_products_of_common_base_images() =>
        Assert.Empty(((string[])["alpine", "debian", "dotnet", "nodejs", "python", "ubuntu"]).Except(SupportDates.Embedded.Products));
}
