using Matching.Domain.Codes;
using Matching.Domain.Firms.Fields;
using Matching.Domain.Libraries;

namespace Matching.Domain.Firms;

/// <summary>A fact together with how its row names the firm: what a profile is folded from.</summary>
/// <param name="Region">The list's region, else the one in the name.</param>
/// <param name="Uscc">Code the row itself prints for the firm; null when it prints none that passes its check.</param>
public sealed record FirmMention(
    FirmFact Fact,
    string PrintedName,
    string FoldedName,
    string? FormerName,
    string? FoldedFormerName,
    RegionCode? Region,
    Uscc? Uscc = null)
{
    internal NameSighting Sighting => new(
        PrintedName,
        FoldedName,
        Fact.PublishedOn,
        SurvivorshipTable.Current[FirmField.Name].RankOf(Fact.Library) == 0,
        FormerName,
        FoldedFormerName,
        Fact.Library == Library.Renames ? Fact.EventOn ?? Fact.PublishedOn : Fact.PublishedOn,
        Fact.Source);
}

/// <summary>What is kept of a firm apart from its facts.</summary>
/// <param name="Name">Name in use now; a profile of an earlier day shows the name known on that day.</param>
public sealed record FirmIdentity(FirmId Id, UnitKind Kind, string Name, bool IsProvisional, Uscc? Uscc);
