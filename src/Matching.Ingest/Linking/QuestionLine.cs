using System.Globalization;
using System.Text;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;

namespace Matching.Ingest.Linking;

/// <summary>One line of an export of questions: a row the rules do not settle, and the firms it may mean.</summary>
internal static class QuestionLine
{
    public const string Head = "\uFEFFdelivery,sheet,row,position,library,number,name,firm,uscc,doubt,candidate,candidate_uscc,candidate_name\r\n";

    /// <summary>A firm as the export of links numbers it.</summary>
    public readonly record struct Firm(FirmId Id, string? Uscc, string Name);

    /// <summary>One line a candidate; one with empty cells where no firm is known to be meant.</summary>
    public static void AddTo(
        StringBuilder lines, string delivery, string sheet, int row, int position, Library library, string? number, string name, Firm own, LinkDoubt doubt, IReadOnlyList<Firm> candidates)
    {
        foreach (var candidate in candidates.Count > 0 ? candidates.Select(firm => (Firm?)firm) : [null])
        {
            LinkLine.AddCell(lines, delivery);
            LinkLine.AddCell(lines.Append(','), sheet);
            lines.Append(CultureInfo.InvariantCulture, $",{row},{position},").Append(library.Info().Code);
            LinkLine.AddCell(lines.Append(','), number ?? "");
            LinkLine.AddCell(lines.Append(','), name);
            lines.Append(CultureInfo.InvariantCulture, $",{own.Id},{own.Uscc},{DoubtName(doubt)},{candidate?.Id.ToString()},{candidate?.Uscc}");
            LinkLine.AddCell(lines.Append(','), candidate?.Name ?? "");
            lines.Append("\r\n");
        }
    }

    private static string DoubtName(LinkDoubt doubt) => doubt switch
    {
        LinkDoubt.CodeNameConflict => "code-name-conflict",
        LinkDoubt.AmbiguousName => "ambiguous-name",
        LinkDoubt.IdentifierConflict => "identifier-conflict",
        LinkDoubt.AliasOutOfTime => "alias-out-of-time",
        LinkDoubt.NearName => "near-name",
        LinkDoubt.JudgementContradicted => "judgement-contradicted",
        LinkDoubt.WrongMerge => "wrong-merge",
        _ => throw new ArgumentOutOfRangeException(nameof(doubt), doubt, "not a doubt"),
    };
}
