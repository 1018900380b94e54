using Matching.Domain.Firms.Fields;
using Matching.Domain.Libraries;

namespace Matching.Domain.Tests.Firms.Fields;

public sealed class SurvivorshipTableTests
{
    [Fact]
    public void The_table_in_force_has_one_rule_for_every_field()
    {
        Assert.Equal(Enum.GetValues<FirmField>().Order(), SurvivorshipTable.Current.Rules.Select(rule => rule.Field).Order());
        Assert.Equal(0, SurvivorshipTable.Current[FirmField.Name].RankOf(Library.Registry));
        Assert.Null(SurvivorshipTable.Current[FirmField.Capital].RankOf(Library.Projects));
        Assert.Equal(SurvivorshipTable.Current[FirmField.Name].Group, SurvivorshipTable.Current[FirmField.RegisteredOn].Group);
    }

    [Theory]
    [InlineData("name,identity,registry > *,newest", "begins with a line", "no version")]
    [InlineData("version,1,2026-11-25,\nname,,registry,soonest", "is no rule", "an order nobody knows")]
    [InlineData("version,1,2026-11-25,\nname,,regster,newest", "names no order of libraries", "a library nobody knows")]
    [InlineData("version,1,2026-11-25,\nname,,* > registry,newest", "names no order of libraries", "all others before one")]
    [InlineData("version,1,2026-11-25,\nname,,registry,newest\nname,,registry,most", "stands twice", "two rules of one field")]
    [InlineData("version,1,2026-11-25,\nname,,registry,newest", "has no line for", "fields without a rule")]
    public void A_table_with_a_fault_says_which(string table, string told, string because)
    {
        var fault = Assert.Throws<FormatException>(() => SurvivorshipTable.Read(table.Split('\n')));
        Assert.True(fault.Message.Contains(told, StringComparison.Ordinal), $"{because}: {fault.Message}");
    }
}
