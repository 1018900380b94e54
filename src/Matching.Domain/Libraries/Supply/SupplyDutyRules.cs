using Matching.Domain.Text;

namespace Matching.Domain.Libraries.Supply;

/// <summary>What can be wrong with a line of the 责任清单.</summary>
public enum SupplyDutyProblem
{
    /// <summary>Fewer than <see cref="SupplyDutyRules.FewestLetters"/> or more than <see cref="SupplyDutyRules.MostLetters"/> characters beside year and day.</summary>
    ListsUnclear = 1,
    OwnerMissing = 2,
    OwnerTooLong = 3,
    UnknownCycle = 4,

    /// <summary>A list that comes regularly needs its first due day.</summary>
    FirstDueMissing = 5,

    /// <summary>Before <see cref="SupplyDutyRules.FirstYear"/> or after <see cref="SupplyDutyRules.LastYear"/>.</summary>
    FirstDueOutOfRange = 6,
    UnknownExtent = 7,
    NoteTooLong = 8,
}

/// <summary>Brings a line of the 责任清单 into the one form it is kept in, and says everything that is wrong with it.</summary>
public static class SupplyDutyRules
{
    public const int FewestLetters = 2;
    public const int MostLetters = 100;
    public const int MostOwnerLetters = 50;
    public const int MostNoteLetters = 300;
    public const int FirstYear = 2000;
    public const int LastYear = 2100;

    /// <summary>Folded as names of lists are, so that what a person copies from a file name covers it; a day said for a list that comes as needed is dropped.</summary>
    public static SupplyDuty Tidy(SupplyDuty duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return duty with
        {
            Lists = string.IsNullOrWhiteSpace(duty.Lists) ? "" : ListSeries.NameOf(duty.Lists.Trim()),
            Owner = TextFold.Fold(duty.Owner).Trim(),
            FirstDue = duty.Cycle == SupplyCycle.AsNeeded ? null : duty.FirstDue,
            Note = duty.Note.Trim(),
        };
    }

    /// <param name="duty">After <see cref="Tidy"/>.</param>
    /// <returns>Everything that is wrong, in the order of the form; empty when nothing is.</returns>
    public static IReadOnlyList<SupplyDutyProblem> Check(SupplyDuty duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        var problems = new List<SupplyDutyProblem>();
        Add(duty.Lists.Length is < FewestLetters or > MostLetters || !duty.Lists.Any(char.IsLetter), SupplyDutyProblem.ListsUnclear);
        Add(duty.Owner.Length == 0, SupplyDutyProblem.OwnerMissing);
        Add(duty.Owner.Length > MostOwnerLetters, SupplyDutyProblem.OwnerTooLong);
        Add(!Enum.IsDefined(duty.Cycle), SupplyDutyProblem.UnknownCycle);
        Add(duty.Cycle != SupplyCycle.AsNeeded && duty.FirstDue is null, SupplyDutyProblem.FirstDueMissing);
        Add(duty.FirstDue is { Year: < FirstYear or > LastYear }, SupplyDutyProblem.FirstDueOutOfRange);
        Add(!Enum.IsDefined(duty.Extent), SupplyDutyProblem.UnknownExtent);
        Add(duty.Note.Length > MostNoteLetters, SupplyDutyProblem.NoteTooLong);
        return problems;

        void Add(bool isWrong, SupplyDutyProblem problem)
        {
            if (isWrong)
            {
                problems.Add(problem);
            }
        }
    }
}
