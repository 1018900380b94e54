using Matching.Domain.Linkage.Judgements;
using Matching.Domain.Linkage.Register;
using Matching.Domain.Linkage.Weighing;

namespace Matching.Domain.Linkage.Near;

/// <summary>The rungs after the sure ones, for names that are near and not equal. They measure chance over all rows, so they are run over everything or not at all.</summary>
public static class NearRungs
{
    /// <param name="settled">What the sure rungs, and persons, made of all units.</param>
    /// <param name="apart">What persons have ruled out.</param>
    /// <param name="model">How names are weighed where the lists have no register; null = learnt from the rows.</param>
    /// <param name="joinFrom">Belief from which groups are joined where the lists have no register.</param>
    public static LadderResult Apply(LadderResult settled, KeptApart apart, PairModel? model = null, double joinFrom = WeighedRung.AutoFrom)
    {
        ArgumentNullException.ThrowIfNull(settled);
        ArgumentNullException.ThrowIfNull(apart);
        return settled.Groups.Any(group => group.Members.Any(member => member.Unit.IsRegistryRow))
            ? RegisterRung.Apply(settled, apart)
            : WeighedRung.Apply(settled, model, joinFrom, apart);
    }

    /// <summary>Every word these rungs write as the verdict of a piece of evidence.</summary>
    public static IReadOnlyList<string> Verdicts { get; } =
        [.. RegisterRung.SpellingWords.Concat(RegisterRung.SpellingWords.Select(word => word + "-former")).Concat(WeighedOutcome.CoreWords).Concat(RegisterRung.RegionWords).Concat(WeighedOutcome.RegionWords).Distinct()];

    /// <summary>True for links made by these rungs.</summary>
    public static bool Made(LinkageRule rule) => rule is LinkageRule.RegisterName or LinkageRule.Weighed;
}
