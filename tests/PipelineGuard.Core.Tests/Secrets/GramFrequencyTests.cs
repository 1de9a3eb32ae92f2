using PipelineGuard.Secrets.Searching;

namespace PipelineGuard.Secrets;

public class GramFrequencyTests
{
    [Theory]
    [InlineData("share", "edkey")]
    [InlineData("ion", "inz")]
    [InlineData("the", "q#x")]
    [InlineData("LIB", "zq9")]
    public void What_stands_everywhere_is_more_frequent_than_what_does_not(string frequent, string rare) =>
        Assert.True(GramFrequency.Of(frequent) > 5 * GramFrequency.Of(rare));

    [Fact]
    public void A_gram_is_no_more_frequent_than_its_rarest_three_bytes() =>
        Assert.Equal(Math.Min(GramFrequency.Of("res"), Math.Min(GramFrequency.Of("esh"), GramFrequency.Of("sha"))), GramFrequency.Of("resha"));

    [Fact]
    public void Common_trigrams_have_three_bytes_each_and_stand_in_one_group()
    {
        Assert.All(CommonTrigrams.Groups, group => Assert.Equal(0, group.Members.Length % 3));
        var members = CommonTrigrams.Groups.SelectMany(group => group.Members.Chunk(3)).Select(three => new string(three)).ToList();

        Assert.True(members.Count > 1000);
        Assert.Equal(members.Count, members.Distinct().Count());
        Assert.All(members, member => Assert.Equal(member.ToLowerInvariant(), member));
        Assert.Equal(CommonTrigrams.Groups.Select(group => group.Share), CommonTrigrams.Groups.Select(group => group.Share).OrderDescending());
    }
}
