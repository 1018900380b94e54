using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Search.Embedded;

/// <summary>Up to 65,536 firms in a form that never changes: texts with postings, columns, presorted orders. Firms are numbered by rising id.</summary>
internal sealed class Segment
{
    /// <summary>Firm numbers fit 16 bits, which halves the postings and keeps every set in the first-level cache.</summary>
    public const int MaxFirms = 65_536;

    public static readonly MatchedField[] Fields = Enum.GetValues<MatchedField>()[1..];

    public static readonly FirmFacet[] Facets = Enum.GetValues<FirmFacet>();

    private readonly long[] ids;
    private readonly long[] versions;
    private readonly TextColumn[] texts;
    private readonly TermOrder?[] terms;
    private readonly FacetColumn[] facets;
    private readonly FirmDetails[] details;

    internal Segment(
        long[] ids,
        long[] versions,
        TextColumn[] texts,
        TermOrder?[] terms,
        FacetColumn[] facets,
        FirmDetails[] details,
        SortColumn[] orders)
    {
        this.ids = ids;
        this.versions = versions;
        this.texts = texts;
        this.terms = terms;
        this.facets = facets;
        this.details = details;
        Points = orders[0];
        LatestFact = orders[1];
        VentureAmount = orders[2];
        RegisteredOn = orders[3];
    }

    public int Firms => ids.Length;

    public SortColumn Points { get; }

    public SortColumn LatestFact { get; }

    public SortColumn VentureAmount { get; }

    public SortColumn RegisteredOn { get; }

    public ReadOnlySpan<long> Ids => ids;

    public TextColumn Text(MatchedField field) => texts[(int)field - 1];

    /// <summary>Ordered values of the fields that can be searched by their beginning.</summary>
    public TermOrder Terms(MatchedField field) =>
        terms[(int)field - 1] ?? throw new ArgumentOutOfRangeException(nameof(field), field, "The values of this field are not ordered.");

    public FacetColumn Facet(FirmFacet facet) => facets[(int)facet - 1];

    public SortColumn OrderBy(FirmSort sort) => sort switch
    {
        FirmSort.LatestFact => LatestFact,
        FirmSort.VentureAmount => VentureAmount,
        FirmSort.RegisteredOn => RegisteredOn,
        _ => Points,
    };

    public long IdOf(int firm) => ids[firm];

    public long VersionOf(int firm) => versions[firm];

    /// <returns>The firm's number; negative when it is not here.</returns>
    public int Find(long id) =>
        ids.Length == 0 || id < ids[0] || id > ids[^1] ? -1 : Array.BinarySearch(ids, id);

    /// <summary>Makes the document again from the columns.</summary>
    public FirmDocument Document(int firm)
    {
        var rest = details[firm];
        return new FirmDocument
        {
            Id = new FirmId(ids[firm]),
            Version = versions[firm],
            Name = Text(MatchedField.Name).Value(firm),
            FormerNames = Text(MatchedField.FormerName).Values(firm),
            ShortNames = Text(MatchedField.ShortName).Values(firm),
            PinyinInitials = Text(MatchedField.PinyinInitials).Values(firm),
            Uscc = Text(MatchedField.Uscc).Value(firm),
            Numbers = Text(MatchedField.Number).Values(firm),
            Titles = Text(MatchedField.Title).Values(firm),
            BusinessScope = Text(MatchedField.BusinessScope).Value(firm),
            Region = rest.Region == 0 ? null : new RegionCode(rest.Region),
            Field = KeyOf(FirmFacet.Field, firm) is var field and not 0 ? (TechnologyField)field : null,
            IndustrySection = KeyOf(FirmFacet.IndustrySection, firm) is var section and not 0 ? (char)section : null,
            Libraries = FacetDictionary.LibrariesOf(KeyOf(FirmFacet.Library, firm)),
            LibrariesInForce = FacetDictionary.LibrariesOf(KeyOf(FirmFacet.LibraryInForce, firm)),
            BestAwardLevel = (AuthorityLevel)KeyOf(FirmFacet.BestAwardLevel, firm),
            BestProjectLevel = (AuthorityLevel)KeyOf(FirmFacet.BestProjectLevel, firm),
            AwardCount = rest.AwardCount,
            ProjectCount = rest.ProjectCount,
            VentureAmountCny = VentureAmount.Number(firm) ?? 0,
            RegisteredOn = RegisteredOn.Day(firm),
            LatestFactOn = LatestFact.Day(firm),
            Points = Points.Number(firm),
            Grade = KeyOf(FirmFacet.Grade, firm) is var grade and not 0 ? grade : null,
            IsProvisional = rest.IsProvisional,
            IsExcluded = rest.IsExcluded,
        };
    }

    private int KeyOf(FirmFacet facet, int firm) => Facet(facet).KeyOf(firm);
}

/// <summary>What is neither searched nor counted nor sorted by.</summary>
internal readonly record struct FirmDetails(int Region, int AwardCount, int ProjectCount, bool IsProvisional, bool IsExcluded);
