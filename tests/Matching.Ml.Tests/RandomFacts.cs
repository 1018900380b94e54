using FsCheck;
using FsCheck.Fluent;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Ml.Tests;

/// <summary>Random facts of the five libraries, in all states, before and after the day.</summary>
internal static class RandomFacts
{
    public static Gen<FirmFact> One { get; } =
        from id in Gen.Choose(1, 1_000_000)
        from library in Gen.Choose(1, 5)
        from days in Gen.Choose(-2500, 200)
        from level in Gen.Choose(0, 3)
        from rank in Gen.Choose(1, 8)
        from money in Gen.Choose(0, 5000)
        from state in Gen.Frequency((8, Gen.Constant(PublicityState.Announced)), (1, Gen.Constant(PublicityState.Proposed)), (1, Gen.Constant(PublicityState.Withdrawn)))
        select Make(id, (Library)library, Facts.AsOf.AddDays(days), (AuthorityLevel)level, rank, money * 10_000m) with { State = state };

    public static Gen<FirmFact> Counting { get; } = One.Where(fact => fact.CountsOn(Facts.AsOf));

    public static Arbitrary<FirmFact[]> Some { get; } =
        (from size in Gen.Choose(0, 12)
         from facts in One.ArrayOf(size)
         select facts.DistinctBy(fact => fact.Id).ToArray()).ToArbitrary();

    private static FirmFact Make(long id, Library library, DateOnly on, AuthorityLevel level, int rank, decimal cny) => library switch
    {
        Library.Awards => Facts.Award(id, on, level, rank % 2 == 0 ? "一等奖" : "三等奖", rank),
        Library.TechSmes => Facts.SmeNumber(id, on.Year),
        Library.HighTechFirms => Facts.Certificate(id, on),
        Library.Projects => Facts.Project(id, on, level, cny),
        _ => Facts.Round(id, on, cny),
    };
}
