using Matching.Domain.Libraries;

namespace Matching.Search;

/// <summary>How far a firm may be trusted and used; one per firm, the gravest first.</summary>
public enum FirmStanding
{
    Regular = 1,
    Provisional = 2,
    Excluded = 3,
}

/// <summary>Facet value codes that are words; the others are the official codes themselves (region, field, section, grade, library).</summary>
public static class FacetCodes
{
    /// <returns><c>national</c>, <c>province</c> or <c>city</c>; empty for an unknown level.</returns>
    public static string Of(AuthorityLevel level) => level switch
    {
        AuthorityLevel.National => "national",
        AuthorityLevel.Province => "province",
        AuthorityLevel.City => "city",
        _ => "",
    };

    /// <returns><c>regular</c>, <c>provisional</c> or <c>excluded</c>.</returns>
    public static string Of(FirmStanding standing) => standing switch
    {
        FirmStanding.Excluded => "excluded",
        FirmStanding.Provisional => "provisional",
        _ => "regular",
    };
}
