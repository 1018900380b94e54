using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;

namespace Matching.Domain.Tests.Linkage;

/// <summary>Rows for linking, written as short as the case allows. Names fold to themselves unless said otherwise.</summary>
internal static class Row
{
    public const int Wuhan = 420100;
    public const int Yichang = 420500;
    public const int Hubei = 420000;
    public const int Changsha = 430100;

    /// <summary>A valid credit code; equal numbers give equal codes.</summary>
    public static Uscc Code(int number, int office = 420100) =>
        Uscc.FromParts("91", new RegionCode(office), OrganizationCode.FromBody($"MA{number:D6}"));

    public static LinkUnit Unit(
        long record,
        string name,
        Library library = Library.TechSmes,
        Uscc? code = null,
        int? region = null,
        string published = "2024-06-01",
        string? former = null,
        string? certificate = null,
        string? registration = null,
        OrganizationCode? organization = null,
        string? on = null,
        int? year = null,
        UnitKind kind = UnitKind.Firm) => new()
        {
            Key = new UnitKey(record, 1),
            Library = library,
            Kind = kind,
            PrintedName = name,
            FoldedName = name,
            Uscc = code,
            OrganizationCode = organization,
            RegistrationNumber = RegistrationNumber.TryParse(registration, out var number) ? number : null,
            CertificateNumber = CertificateNumber.TryParse(certificate, out var held) ? held : null,
            FoldedFormerName = former,
            Region = region is { } value ? new RegionCode(value) : null,
            PublishedOn = Day(published),
            EventOn = on is null ? null : Day(on),
            Year = year,
        };

    public static LinkUnit Registry(long record, string name, int code, int? region = null, string founded = "2010-01-01") =>
        Unit(record, name, Library.Registry, Code(code), region, "2024-01-01", on: founded);

    public static LinkUnit Rename(long record, string from, string to, string on, Uscc? code = null, int? region = null) =>
        Unit(record, to, Library.Renames, code, region, on, from, on: on);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
