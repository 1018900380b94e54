namespace Matching.Domain.Linkage.Register;

/// <summary>How far a finding at each level can be believed, learnt without labels from the register and the rows themselves.</summary>
/// <remarks>
/// Chance is measured where the truth is known: a firm looked for in the register without itself has no right answer, so all it finds is
/// chance. Of rows whose firm the register lacks, that share will find somebody at a level; what rows find beyond it is true.
/// Rows that state a region, and rows that print a legal form, are held against chance findings of their own kind.
/// </remarks>
internal sealed class RegisterModel
{
    private const int Rounds = 12;

    /// <summary>Weight of what levels of other name lengths say, in findings.</summary>
    private const double Borrowed = 8;

    private readonly Dictionary<(Kind, RegisterLevel), double> beliefs = [];

    /// <summary>What a row states besides its name; chance differs by it.</summary>
    public readonly record struct Kind(bool HasRegion, bool HasForm);

    /// <summary>Chance that a finding is right, 0 to 1.</summary>
    public double Belief(Kind kind, RegisterLevel level) => beliefs.GetValueOrDefault((kind, level));

    /// <param name="rows">One entry per distinct row: what it states and the level of its only finding; null when it found none, or several.</param>
    /// <param name="chance">The same of firms looked for in the register without themselves.</param>
    public static RegisterModel Learn(IReadOnlyList<(Kind Kind, RegisterLevel? Level)> rows, IReadOnlyList<(Kind Kind, RegisterLevel? Level)> chance)
    {
        var model = new RegisterModel();
        foreach (var kind in rows.Select(row => row.Kind).Distinct())
        {
            model.Learn(kind, [.. rows.Where(row => row.Kind == kind).Select(row => row.Level)], [.. chance.Where(row => row.Kind == kind).Select(row => row.Level)]);
        }

        return model;
    }

    private void Learn(Kind kind, List<RegisterLevel?> rows, List<RegisterLevel?> chance)
    {
        var found = rows.OfType<RegisterLevel>().CountBy(level => level).ToDictionary();
        var foundWider = rows.OfType<RegisterLevel>().CountBy(level => level.Widened()).ToDictionary();
        var random = chance.OfType<RegisterLevel>().CountBy(level => level).ToDictionary();
        var randomWider = chance.OfType<RegisterLevel>().CountBy(level => level.Widened()).ToDictionary();
        double absent = rows.Count;
        for (var round = 0; round < Rounds; round++)
        {
            var believed = 0.0;
            foreach (var (level, count) in found)
            {
                // Share of absent firms that find somebody here; half a finding more than seen, for what was not seen may be.
                var narrow = random.GetValueOrDefault(level) / Math.Max(1.0, chance.Count);
                var wide = (randomWider.GetValueOrDefault(level.Widened()) + 0.5) / Math.Max(1.0, chance.Count) * count / foundWider[level.Widened()];
                var share = ((narrow * count) + (wide * Borrowed)) / (count + Borrowed);
                var belief = Math.Clamp(1 - (absent * share / count), 0, 1);
                beliefs[(kind, level)] = belief;
                believed += belief * count;
            }

            absent = rows.Count - believed;
        }
    }
}
