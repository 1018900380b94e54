namespace Matching.Domain.Linkage.Explaining;

/// <summary>How much each agreement speaks for one firm, in bits: log₂ of how often it is seen between rows of one firm over how often between rows of two.</summary>
/// <remarks>Fellegi–Sunter weights, learnt from the links in force. A field is judged by pairs that another field joined: names and regions by rows that share a code,
/// codes and numbers by rows joined by name. Half a pair is added to each level, so nothing is ever impossible.</remarks>
public sealed class PairWeights
{
    private const double Added = 0.5;

    private static readonly PairLevel[] ExactLevels = [PairLevel.Same, PairLevel.Differs];
    private static readonly PairLevel[] RegionLevels = [PairLevel.Same, PairLevel.SameProvince, PairLevel.Differs];
    private static readonly PairLevel[] NameLevels =
        [PairLevel.Same, PairLevel.FormerName, PairLevel.SameTradeName, PairLevel.OneCharacter, PairLevel.CutOff, PairLevel.SameSound, PairLevel.Differs];

    private readonly Dictionary<(PairField, PairLevel), double> matched = [];
    private readonly Dictionary<(PairField, PairLevel), double> unmatched = [];

    /// <summary>Bits a pair drawn at random starts with: log₂ of the odds that two rows are one firm.</summary>
    public double PriorBits { get; private init; }

    /// <summary>Pairs of one firm the weights were learnt from.</summary>
    public int MatchedPairs { get; private init; }

    public int UnmatchedPairs { get; private init; }

    /// <param name="oneFirm">Pairs of rows of one firm, with the rules that linked them.</param>
    /// <param name="twoFirms">Random pairs of rows of different firms.</param>
    /// <param name="chance">Share of all pairs of rows that are one firm, 0 to 1.</param>
    public static PairWeights Learn(
        IReadOnlyCollection<(LinkUnit Left, LinkageRule LeftRule, LinkUnit Right, LinkageRule RightRule)> oneFirm,
        IReadOnlyCollection<(LinkUnit Left, LinkUnit Right)> twoFirms,
        double chance)
    {
        ArgumentNullException.ThrowIfNull(oneFirm);
        ArgumentNullException.ThrowIfNull(twoFirms);
        var odds = Math.Clamp(chance, 1e-12, 0.5);
        var weights = new PairWeights { PriorBits = Math.Log2(odds / (1 - odds)), MatchedPairs = oneFirm.Count, UnmatchedPairs = twoFirms.Count };
        foreach (var (left, leftRule, right, rightRule) in oneFirm)
        {
            var byCode = leftRule == LinkageRule.CreditCode && rightRule == LinkageRule.CreditCode;
            Count(weights.matched, left, right, field => byCode == (field is PairField.Name or PairField.Region));
        }

        foreach (var (left, right) in twoFirms)
        {
            Count(weights.unmatched, left, right, _ => true);
        }

        return weights;
    }

    /// <summary>Bits for (above 0) or against (below 0) one firm; 0 when the level is missing or was never learnt.</summary>
    public double Bits(PairField field, PairLevel level)
    {
        var levels = LevelsOf(field);
        if (level == PairLevel.Missing || !levels.Contains(level))
        {
            return 0;
        }

        var (m, u) = (Share(matched, field, level, levels), Share(unmatched, field, level, levels));
        return m is { } seen && u is { } chance ? Math.Log2(seen / chance) : 0;
    }

    private static void Count(Dictionary<(PairField, PairLevel), double> counts, LinkUnit left, LinkUnit right, Func<PairField, bool> teaches)
    {
        foreach (var field in PairComparison.Of(left, right).Where(field => field.Level != PairLevel.Missing && teaches(field.Field)))
        {
            var key = (field.Field, field.Level);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }

    private static double? Share(Dictionary<(PairField, PairLevel), double> counts, PairField field, PairLevel level, PairLevel[] levels)
    {
        var all = levels.Sum(one => counts.GetValueOrDefault((field, one)));
        return all == 0 ? null : (counts.GetValueOrDefault((field, level)) + Added) / (all + (Added * levels.Length));
    }

    private static PairLevel[] LevelsOf(PairField field) => field switch
    {
        PairField.Name => NameLevels,
        PairField.Region => RegionLevels,
        _ => ExactLevels,
    };
}
