using System.Globalization;
using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;

namespace Matching.Domain.Tests.Libraries.Supply;

public sealed class SupplyDutyTests
{
    private static readonly SupplyDuty Yearly = new(
        Guid.Empty, Library.TechSmes, "入库科技型中小企业名单", "高新处", SupplyCycle.Yearly, Day("2024-07-10"), ListExtent.Additions, "");

    [Theory]
    [InlineData("湖北省2026年第一批入库科技型中小企业名单公告_2026-06-28.xlsx", Library.TechSmes, true)]
    [InlineData("湖北省2026年第二批入库科技型中小企业名单公告_2026-10-28.xlsx", Library.TechSmes, true)]
    [InlineData("湖北省2026年第一批入库科技型中小企业名单公告_2026-06-28.xlsx", Library.HighTechFirms, false)]
    [InlineData("2026年科技型中小企业撤销名单.xlsx", Library.TechSmes, false)]
    public void Duty_covers_the_lists_whose_name_has_its_words(string file, Library library, bool covered) =>
        Assert.Equal(covered, Yearly.Covers(library, ListSeries.NameOf(file)));

    [Theory]
    // Nothing came yet.
    [InlineData(SupplyCycle.Yearly, "2024-07-10", "", "2023-05-01", DutyState.NotYetDue, "2024-07-10", 0, 0)]
    [InlineData(SupplyCycle.Yearly, "2024-07-10", "", "2024-06-10", DutyState.DueSoon, "2024-07-10", 0, 0)]
    [InlineData(SupplyCycle.Yearly, "2024-07-10", "", "2024-06-09", DutyState.NotYetDue, "2024-07-10", 0, 0)]
    [InlineData(SupplyCycle.Yearly, "2024-07-10", "", "2024-07-10", DutyState.DueSoon, "2024-07-10", 0, 0)]
    [InlineData(SupplyCycle.Yearly, "2024-07-10", "", "2024-07-11", DutyState.Overdue, "2024-07-10", 1, 0)]
    // Early, late and twice: one period each.
    [InlineData(SupplyCycle.Yearly, "2024-07-10", "2024-06-28", "2024-07-11", DutyState.NotYetDue, "2025-07-10", 0, 0)]
    [InlineData(SupplyCycle.Yearly, "2024-07-10", "2024-10-28 2024-06-28", "2025-07-20", DutyState.Overdue, "2025-07-10", 10, 0)]
    [InlineData(SupplyCycle.Yearly, "2024-07-10", "2025-06-28", "2025-07-20", DutyState.NotYetDue, "2026-07-10", 0, 1)]
    [InlineData(SupplyCycle.Yearly, "2000-03-31", "", "2026-11-27", DutyState.Overdue, "2000-03-31", 9737, 26)]
    // A list of long ago serves nothing.
    [InlineData(SupplyCycle.Yearly, "2024-07-10", "2019-07-10", "2024-07-12", DutyState.Overdue, "2024-07-10", 2, 0)]
    // Two periods supplied ahead of the day.
    [InlineData(SupplyCycle.Monthly, "2026-01-31", "2026-01-31 2026-02-27", "2026-02-01", DutyState.NotYetDue, "2026-03-31", 0, 0)]
    [InlineData(SupplyCycle.Monthly, "2026-01-31", "2026-01-31 2026-02-27", "2026-03-25", DutyState.DueSoon, "2026-03-31", 0, 0)]
    [InlineData(SupplyCycle.Monthly, "2026-01-31", "2026-01-31", "2026-06-01", DutyState.Overdue, "2026-02-28", 93, 3)]
    [InlineData(SupplyCycle.Quarterly, "2026-01-15", "2026-01-10 2026-04-20", "2026-06-20", DutyState.NotYetDue, "2026-07-15", 0, 0)]
    [InlineData(SupplyCycle.Quarterly, "2026-01-15", "2026-01-10 2026-04-20", "2026-06-23", DutyState.DueSoon, "2026-07-15", 0, 0)]
    [InlineData(SupplyCycle.HalfYearly, "2025-06-30", "2025-07-02 2025-12-20", "2026-07-01", DutyState.Overdue, "2026-06-30", 1, 0)]
    [InlineData(SupplyCycle.AsNeeded, null, "2025-07-02", "2026-07-01", DutyState.AsNeeded, null, 0, 0)]
    public void A_list_serves_the_due_day_it_is_nearest_to(
        SupplyCycle cycle, string? first, string published, string today, DutyState state, string? due, int late, int missed)
    {
        var duty = Yearly with { Cycle = cycle, FirstDue = first is null ? null : Day(first) };
        var standing = DutyStanding.Of(duty, published.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Day), Day(today));
        Assert.Equal(new DutyStanding(state, due is null ? null : Day(due), late, missed), standing);
    }

    [Theory]
    [InlineData(SupplyCycle.Monthly)]
    [InlineData(SupplyCycle.Quarterly)]
    [InlineData(SupplyCycle.HalfYearly)]
    [InlineData(SupplyCycle.Yearly)]
    public void Lists_on_every_due_day_leave_nothing_missed_and_their_order_does_not_matter(SupplyCycle cycle)
    {
        var duty = Yearly with { Cycle = cycle, FirstDue = Day("2020-08-31") };
        var days = Enumerable.Range(0, 40).Select(number => duty.FirstDue!.Value.AddMonths(number * (int)cycle)).ToList();
        for (var given = 1; given <= days.Count; given++)
        {
            var standing = DutyStanding.Of(duty, days.Take(given).Reverse(), days[given - 1]);
            Assert.Equal((0, 0, duty.FirstDue.Value.AddMonths(given * (int)cycle)), (standing.Missed, standing.DaysLate, standing.Due!.Value));
        }
    }

    [Fact]
    public void Everything_wrong_with_a_duty_is_said_at_once()
    {
        Assert.Empty(SupplyDutyRules.Check(SupplyDutyRules.Tidy(Yearly)));
        var wrong = new SupplyDuty(Guid.Empty, Library.Awards, " ", "", (SupplyCycle)2, null, 0, new string('字', SupplyDutyRules.MostNoteLetters + 1));
        Assert.Equal(
            [
                SupplyDutyProblem.ListsUnclear, SupplyDutyProblem.OwnerMissing, SupplyDutyProblem.UnknownCycle, SupplyDutyProblem.FirstDueMissing,
                SupplyDutyProblem.UnknownExtent, SupplyDutyProblem.NoteTooLong,
            ],
            SupplyDutyRules.Check(SupplyDutyRules.Tidy(wrong)));
        Assert.Equal([SupplyDutyProblem.FirstDueOutOfRange], SupplyDutyRules.Check(Yearly with { FirstDue = Day("1999-12-31") }));
        Assert.Equal([SupplyDutyProblem.OwnerTooLong], SupplyDutyRules.Check(Yearly with { Owner = new string('处', SupplyDutyRules.MostOwnerLetters + 1) }));
    }

    [Theory]
    [InlineData("2026年度入库科技型中小企业名单（公告）.xlsx", "入库科技型中小企业名单(公告)")]
    [InlineData(" 高新技术企业认定名单 ", "高新技术企业认定名单")]
    public void What_is_copied_from_a_file_name_loses_year_and_ending(string typed, string kept) =>
        Assert.Equal(kept, SupplyDutyRules.Tidy(Yearly with { Lists = typed }).Lists);

    [Fact]
    public void Year_alone_names_no_list() =>
        Assert.Contains(SupplyDutyProblem.ListsUnclear, SupplyDutyRules.Check(SupplyDutyRules.Tidy(Yearly with { Lists = "2026" })));

    [Fact]
    public void Day_of_a_list_that_comes_as_needed_is_dropped() => Assert.Null(SupplyDutyRules.Tidy(Yearly with { Cycle = SupplyCycle.AsNeeded }).FirstDue);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
