using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Storage.Firms;

namespace Matching.Ingest.Linking;

/// <summary>The columns of a firm that follow from its units.</summary>
internal readonly record struct FirmColumns(UnitKind Kind, string Name, string? Uscc, bool IsProvisional)
{
    public static FirmColumns Of(LinkGroup group) => new(group.Kind, NameOf(group), group.Uscc?.ToString(), group.IsProvisional);

    public static FirmColumns Of(Firm firm) => new(firm.Kind, firm.Name, firm.Uscc, firm.IsProvisional);

    private static string NameOf(LinkGroup group) => group.Members is [var only]
        ? only.Unit.PrintedName
        : NameHistory.Of([.. group.Members.Select(member => Sighting(member.Unit))])[0].Name;

    private static NameSighting Sighting(LinkUnit unit) => new(
        unit.PrintedName,
        unit.FoldedName,
        unit.PublishedOn,
        unit.IsRegistryRow,
        unit.FoldedFormerName,
        unit.FoldedFormerName,
        unit.RenamedOn);
}
