using Matching.Domain.Codes;

namespace Matching.Domain.Linkage;

/// <summary>A firm known by a code, while its component is being linked. Two anchors never become one.</summary>
internal sealed class Anchor(Uscc? uscc, OrganizationCode? organizationCode)
{
    private readonly SortedSet<RegionCode> regions = [];

    public Uscc? Uscc { get; } = uscc;

    public OrganizationCode? OrganizationCode { get; } = organizationCode;

    public List<LinkDecision> Members { get; } = [];

    /// <summary>Folded names of the rows that state the code and are believed.</summary>
    public SortedSet<string> CodedNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Day of foundation as the register tells; no row before it can mean this firm.</summary>
    public DateOnly? FoundedOn { get; private set; }

    /// <summary>Adds a row that states the code, from which the firm's names and regions are learnt.</summary>
    public void Found(LinkDecision decision)
    {
        Members.Add(decision);
        var unit = decision.Unit;
        CodedNames.Add(unit.FoldedName);
        if (unit.Region is { IsNation: false } region)
        {
            regions.Add(region);
        }

        if (unit.IsRegistryRow && unit.EventOn is { } day && !(FoundedOn <= day))
        {
            FoundedOn = day;
        }
    }

    /// <summary>False when every region known of the firm contradicts. The office that issued the code speaks only when nothing else does.</summary>
    public bool FitsRegion(RegionCode? region) =>
        region is null || KnownRegions() is not { Count: > 0 } all || all.Any(known => !RegionAgreement.Contradict(known, region));

    public bool SharesRegion(RegionCode? region) => KnownRegions().Any(known => RegionAgreement.Agree(known, region));

    private SortedSet<RegionCode> KnownRegions() =>
        regions.Count > 0 ? regions : Uscc is { } code ? [code.RegistrationRegion] : [];
}
