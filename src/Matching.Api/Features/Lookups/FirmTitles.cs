using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Api.Features.Lookups;

/// <summary>A title or record a firm holds on a day, for the flags of regulators' tables.</summary>
/// <param name="Kind">high-tech-firm, tech-sme, project, award, venture.</param>
/// <param name="Number">Certificate or registration number; empty where lists print none.</param>
/// <param name="From">First day; null where lists do not say.</param>
/// <param name="Until">Last day, inclusive; null for facts that do not lapse.</param>
/// <param name="Count">How many of the kind the firm has.</param>
public sealed record FirmTitle(string Kind, string Name, string Number, DateOnly? From, DateOnly? Until, int Count);

/// <summary>Reads from a profile which titles its firm holds on the profile's day. Only what was announced and not taken back by then counts.</summary>
public static class FirmTitles
{
    /// <summary>Titles a regulator's table asks for that no library here holds; said on every answer, so that a blank is not read as "no".</summary>
    public const string NotKnown = "专精特新、小巨人、单项冠军、国家技术创新示范企业和创新型中小企业不在本平台各库内，本表不作判断。";

    private static readonly (Library Library, string Kind, string Name)[] Kinds =
    [
        (Library.HighTechFirms, "high-tech-firm", "高新技术企业"),
        (Library.TechSmes, "tech-sme", "科技型中小企业"),
        (Library.Projects, "project", "科技计划项目"),
        (Library.Awards, "award", "科技奖励"),
        (Library.Ventures, "venture", "创投投资"),
    ];

    public static IReadOnlyList<FirmTitle> Of(FirmProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var titles = new List<FirmTitle>();
        foreach (var (library, kind, name) in Kinds)
        {
            var held = profile.Facts.Where(fact => fact.Library == library && Holds(fact, profile.AsOf)).OrderByDescending(fact => fact.HappenedOn).ThenBy(fact => fact.Id).ToList();
            if (held is [var newest, ..])
            {
                titles.Add(new FirmTitle(kind, name, newest.Number ?? "", newest.ValidFrom ?? newest.HappenedOn, newest.ValidUntil?.AddDays(-1), held.Count));
            }
        }

        return titles;
    }

    /// <summary>Certificates and registrations have to be in force; projects, awards and investments are told once they have happened.</summary>
    private static bool Holds(FirmFact fact, DateOnly day) =>
        fact.Library is Library.HighTechFirms or Library.TechSmes ? fact.IsInForceOn(day) : fact.CountsOn(day) && fact.HappenedOn <= day;
}
