namespace Matching.Search.Elasticsearch;

/// <summary>Names of the fields the index is searched by. Texts are folded by us before they are sent.</summary>
internal static class IndexFields
{
    public const string Name = "name";
    public const string ShortName = "shortName";
    public const string FormerName = "formerName";
    public const string Initials = "initials";
    public const string Uscc = "uscc";
    public const string Number = "number";
    public const string Title = "title";
    public const string Scope = "scope";

    /// <summary>Beginning of the name, as one term.</summary>
    public const string NameBegins = "nameBegins";

    /// <summary>Beginnings of all values suggestions look into.</summary>
    public const string Begins = "begins";

    public const string Id = "id";

    /// <summary>Sort keys of <see cref="Embedded.SortColumn"/>: millionths, day numbers.</summary>
    public const string Points = "points";
    public const string Venture = "venture";
    public const string Registered = "registered";
    public const string Latest = "latest";

    /// <summary>Factor of the points in the relevance, times 20,000. For points with two decimals a whole number, so that scores, which the
    /// server keeps with 24 bits, are exact.</summary>
    public const string Factor = "factor";

    /// <summary>The document as it came.</summary>
    public const string Stored = "doc";

    /// <summary>Texts found by any piece of them.</summary>
    public static readonly string[] Texts = [Name, ShortName, FormerName, Initials, Uscc, Number, Title, Scope];

    /// <summary>Fields of <see cref="Texts"/> whose whole values are terms too.</summary>
    public static readonly string[] Whole = [Name, ShortName, Uscc, Number];

    /// <summary>Sub-field of pairs of characters; the field itself has single characters.</summary>
    public static string Pairs(string text) => text + ".pairs";

    public static string Equal(string text) => text + ".equal";

    public static string Of(FirmFacet facet) => facet switch
    {
        FirmFacet.Library => "library",
        FirmFacet.LibraryInForce => "libraryInForce",
        FirmFacet.Province => "province",
        FirmFacet.City => "city",
        FirmFacet.County => "county",
        FirmFacet.Field => "field",
        FirmFacet.IndustrySection => "section",
        FirmFacet.Grade => "grade",
        FirmFacet.BestAwardLevel => "awardLevel",
        FirmFacet.BestProjectLevel => "projectLevel",
        FirmFacet.Standing => "standing",
        _ => throw new ArgumentOutOfRangeException(nameof(facet), facet, "No such facet."),
    };
}
