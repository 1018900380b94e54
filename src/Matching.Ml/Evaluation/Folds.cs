namespace Matching.Ml.Evaluation;

/// <summary>Rows to learn from and rows to test on, by index.</summary>
public sealed record Split(string Name, IReadOnlyList<int> Train, IReadOnlyList<int> Test);

/// <summary>Ways to part rows so that what is tested was not learnt.</summary>
public static class Folds
{
    /// <summary>All rows of a firm fall in one fold, drawn by the hash of its key.</summary>
    public static IReadOnlyList<Split> Grouped(IReadOnlyList<string> firms, int folds, long seed)
    {
        ArgumentNullException.ThrowIfNull(firms);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var fold = firms.Select(firm => (int)(RowHash.Of(firm, seed) % (ulong)folds)).ToArray();
        return [.. Enumerable.Range(0, folds).Select(test => Parted($"第 {test + 1} 折", row => fold[row] == test, row => fold[row] != test, firms.Count))];
    }

    /// <summary>Learn from all years before, test on the year; the first year is only learnt from.</summary>
    public static IReadOnlyList<Split> ForwardChaining(IReadOnlyList<DateOnly> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        return
        [
            .. days.Select(day => day.Year).Distinct().Order().Skip(1)
                .Select(year => Parted($"{year} 年", row => days[row].Year == year, row => days[row].Year < year, days.Count)),
        ];
    }

    /// <summary>Rows from <paramref name="from"/> on are kept out of training altogether.</summary>
    public static Split OutOfTime(IReadOnlyList<DateOnly> days, DateOnly from)
    {
        ArgumentNullException.ThrowIfNull(days);
        return Parted($"{from:yyyy-MM-dd} 起", row => days[row] >= from, row => days[row] < from, days.Count);
    }

    private static Split Parted(string name, Func<int, bool> isTest, Func<int, bool> isTrain, int rows) =>
        new(name, [.. Enumerable.Range(0, rows).Where(isTrain)], [.. Enumerable.Range(0, rows).Where(isTest)]);
}
