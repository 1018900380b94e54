using System.Buffers;
using System.Globalization;
using System.Text;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;

namespace Matching.Ingest.Linking;

/// <summary>One line of an export of links: comma-separated text that a spreadsheet program opens as it is.</summary>
internal static class LinkLine
{
    /// <summary>Byte-order mark, because spreadsheet programs ask for it, and the header.</summary>
    public const string Head = "\uFEFFdelivery,sheet,row,position,library,number,name,firm,uscc,rule,score,band\r\n";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r");

    /// <summary>What a unit was linked to.</summary>
    public readonly record struct Link(FirmId Firm, string? Uscc, LinkageRule Rule, double Score, LinkageBand Band);

    /// <param name="lines">Gets the line at its end.</param>
    /// <param name="link">Null while the unit is not linked: its fields are empty then.</param>
    public static void AddTo(
        StringBuilder lines, string delivery, string sheet, int row, int position, Library library, string? number, string name, Link? link)
    {
        AddCell(lines, delivery);
        AddCell(lines.Append(','), sheet);
        lines.Append(CultureInfo.InvariantCulture, $",{row},{position},").Append(library.Info().Code);
        AddCell(lines.Append(','), number ?? "");
        AddCell(lines.Append(','), name);
        if (link is { } known)
        {
            lines.Append(CultureInfo.InvariantCulture, $",{known.Firm},{known.Uscc},{RuleName(known.Rule)},{known.Score:0.###},{BandName(known.Band)}\r\n");
        }
        else
        {
            lines.Append(",,,,,\r\n");
        }
    }

    /// <summary>A cell that a spreadsheet program would run as a formula gets an apostrophe before it.</summary>
    internal static void AddCell(StringBuilder lines, string text)
    {
        var isQuoted = text.AsSpan().ContainsAny(Quoted);
        if (isQuoted)
        {
            lines.Append('"');
        }

        if (text.Length > 0 && FormulaStarts.Contains(text[0]))
        {
            lines.Append('\'');
        }

        if (isQuoted)
        {
            lines.Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            lines.Append(text);
        }
    }

    private static string RuleName(LinkageRule rule) => rule switch
    {
        LinkageRule.CreditCode => "credit-code",
        LinkageRule.OrganizationCode => "organization-code",
        LinkageRule.CertificateNumber => "certificate-number",
        LinkageRule.RegistrationNumber => "registration-number",
        LinkageRule.NameAndRegion => "name-and-region",
        LinkageRule.DatedAlias => "dated-alias",
        LinkageRule.RegisterName => "register-name",
        LinkageRule.Weighed => "weighed",
        LinkageRule.Provisional => "provisional",
        LinkageRule.NonFirm => "non-firm",
        LinkageRule.Judged => "judged",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "not a rule"),
    };

    private static string BandName(LinkageBand band) => band switch
    {
        LinkageBand.Auto => "auto",
        LinkageBand.Review => "review",
        LinkageBand.Provisional => "provisional",
        LinkageBand.NonFirm => "non-firm",
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, "not a band"),
    };
}
