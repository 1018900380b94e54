using System.Text.RegularExpressions;
using Matching.Api.Features.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Near;

namespace Matching.Api.Tests.Firms;

public sealed partial class FactTextTests
{
    [Fact]
    public void Every_verdict_on_a_near_name_is_told_in_chinese()
    {
        Assert.True(NearRungs.Verdicts.Count > 20);
        Assert.All(NearRungs.Verdicts, verdict => Assert.DoesNotMatch(Latin(), FactText.Evidence(new LinkageEvidence("name", "甲", "乙", verdict))));
    }

    [Fact]
    public void A_former_name_is_said_to_be_one() =>
        Assert.Equal("名称 甲 / 乙（读音相同，曾用名）", FactText.Evidence(new LinkageEvidence("name", "甲", "乙", "same-sound-former")));

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Latin();
}
