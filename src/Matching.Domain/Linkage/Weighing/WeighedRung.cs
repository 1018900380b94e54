using Matching.Domain.Linkage.Judgements;

namespace Matching.Domain.Linkage.Weighing;

/// <summary>The rung for lists without a register: groups the sure rungs left apart are joined where the parts of their names speak for one firm.</summary>
public static class WeighedRung
{
    /// <summary>Belief from which groups are joined without being asked about.</summary>
    public const double AutoFrom = 0.95;

    /// <summary>Belief from which a person is asked.</summary>
    public const double AskFrom = 0.5;

    /// <summary>Learns from the groups the sure rungs made, without labels.</summary>
    /// <param name="ownerOf">Who a unit really is, only to tell how many true pairs are candidates; null = not known.</param>
    public static LearntWeights Learn(LadderResult ladder, Func<UnitKey, string?>? ownerOf = null)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var pairs = new WeighedPairs(NameFaces.Of(ladder));
        var reach = ownerOf is null ? (double?)null : pairs.Reach([.. ladder.Groups.Select(group => ownerOf(group.Members[0].Unit.Key))]);
        return new LearntWeights(PairModel.Learn(pairs.Count()), pairs.Costs, reach);
    }

    /// <param name="ladder">What the sure rungs made of all units.</param>
    /// <param name="known">A model learnt before; null = learn from these rows.</param>
    /// <param name="autoFrom">Belief from which groups are joined, above <see cref="AskFrom"/>.</param>
    /// <param name="apart">What persons have ruled out; null = nothing.</param>
    public static LadderResult Apply(LadderResult ladder, PairModel? known = null, double autoFrom = AutoFrom, KeptApart? apart = null)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentOutOfRangeException.ThrowIfLessThan(autoFrom, AskFrom);
        apart ??= KeptApart.Nobody;
        var faces = NameFaces.Of(ladder);
        var compared = new WeighedPairs(faces);
        var model = known ?? PairModel.Learn(compared.Count());
        var leadingFrom = PairModel.BeliefOf(PairModel.BitsOf(AskFrom) - ConstrainedGroups.ClearLead);
        var pairs = compared.From(leadingFrom, model);
        pairs.RemoveAll(pair => apart.AreApart(pair.Left, pair.Right) || apart.Stands(pair.Left) || apart.Stands(pair.Right));
        var byGroup = faces.GroupBy(face => face.Group).ToDictionary(group => group.Key, group => group.ToList());
        var (sets, torn) = ConstrainedGroups.Form(ladder.Groups.Count, byGroup, pairs, PairModel.BitsOf(autoFrom), apart);
        return WeighedOutcome.Of(ladder, faces, pairs, sets, torn);
    }
}
