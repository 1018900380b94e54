using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Ml.Tests;

/// <summary>Invented facts, shaped as the reader of profiles gives them.</summary>
internal static class Facts
{
    public static readonly DateOnly AsOf = new(2026, 6, 30);

    private static readonly FirmId Firm = new(1);

    public static FirmProfile Profile(IEnumerable<FirmFact> facts, DateOnly? registeredOn = null, UnitKind kind = UnitKind.Firm) => new()
    {
        Id = Firm,
        AsOf = AsOf,
        Kind = kind,
        Name = "武汉澈昉光电科技有限公司",
        IsProvisional = false,
        RegisteredOn = registeredOn ?? new DateOnly(2020, 1, 1),
        Region = new RegionCode(420100),
        Facts = [.. facts],
    };

    public static FirmFact Award(long id, DateOnly on, AuthorityLevel level = AuthorityLevel.Province, string grade = "二等奖", int rank = 1) =>
        Fact(id, Library.Awards, on) with { Level = level, Grade = grade, UnitRank = rank, Role = UnitRole.AwardUnit };

    public static FirmFact Project(long id, DateOnly on, AuthorityLevel level = AuthorityLevel.Province, decimal? cny = 500_000, UnitRole role = UnitRole.LeadUnit) =>
        Fact(id, Library.Projects, on) with { Level = level, AmountCny = cny, Role = role };

    public static FirmFact Certificate(long id, DateOnly on) =>
        Fact(id, Library.HighTechFirms, on) with { ValidFrom = on, ValidUntil = on.AddYears(3), Year = on.Year };

    public static FirmFact SmeNumber(long id, int year) =>
        Fact(id, Library.TechSmes, new DateOnly(year, 5, 1)) with { Year = year, ValidFrom = new DateOnly(year, 5, 1), ValidUntil = new DateOnly(year + 1, 1, 1) };

    public static FirmFact Round(long id, DateOnly on, decimal cny, string fund = "澈光基金") =>
        Fact(id, Library.Ventures, on) with { AmountCny = cny, Title = fund, Kind = "A轮" };

    private static FirmFact Fact(long id, Library library, DateOnly on) => new()
    {
        Id = id,
        FirmId = Firm,
        Library = library,
        State = PublicityState.Announced,
        Role = UnitRole.Subject,
        UnitRank = 1,
        PublishedOn = on,
        EventOn = on,
        Source = new FactSource(id, Guid.Empty, "名单.csv", "", (int)id),
    };
}
