using Matching.Domain.Firms;
using Matching.Domain.Pushes;
using Matching.Ml.TrainingSets;

namespace Matching.Ml.Tests.TrainingSets;

public sealed class LabelDefinitionTests
{
    [Theory]
    [InlineData(LabelKind.Graded, null, OutcomeKind.Contacted, OutcomeKind.NoNeed)]
    [InlineData(LabelKind.Graded, 0, OutcomeKind.Need, OutcomeKind.Refused)]
    [InlineData(LabelKind.Graded, 1, OutcomeKind.Need)]
    [InlineData(LabelKind.Graded, 2, OutcomeKind.Need, OutcomeKind.Approved)]
    [InlineData(LabelKind.Graded, 3, OutcomeKind.Approved, OutcomeKind.Drawn)]
    [InlineData(LabelKind.Graded, 4, OutcomeKind.Drawn, OutcomeKind.Repaid)]
    [InlineData(LabelKind.Graded, 1, OutcomeKind.Drawn, OutcomeKind.Overdue)]
    [InlineData(LabelKind.Approved, null, OutcomeKind.Need)]
    [InlineData(LabelKind.Approved, 0, OutcomeKind.Refused)]
    [InlineData(LabelKind.Approved, 1, OutcomeKind.Drawn)]
    [InlineData(LabelKind.Drawn, null, OutcomeKind.Refused)]
    [InlineData(LabelKind.Drawn, 0, OutcomeKind.Approved)]
    [InlineData(LabelKind.Drawn, 1, OutcomeKind.Approved, OutcomeKind.Drawn)]
    [InlineData(LabelKind.Performing, null, OutcomeKind.Approved)]
    [InlineData(LabelKind.Performing, 0, OutcomeKind.Drawn, OutcomeKind.Overdue)]
    [InlineData(LabelKind.Performing, 1, OutcomeKind.Drawn)]
    public void A_label_counts_on_its_stated_base_only(LabelKind kind, int? expected, params OutcomeKind[] outcomes)
    {
        var on = new DateOnly(2024, 3, 1);
        var push = new PushHistory(new FirmId(1), "示范银行甲", on, [.. outcomes.Select((outcome, i) => new PushOutcome(new FirmId(1), "示范银行甲", on, outcome, on.AddDays(i), on.AddYears(1)))]);
        Assert.Equal(expected, new LabelDefinition(kind, GroupKind.BankYear).LabelOf(push));
    }
}
