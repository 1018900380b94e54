using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;

namespace Matching.Api.Features.Deliveries;

/// <summary>What would become of an uploaded list, for programs.</summary>
/// <param name="Upload">Name of the upload in the addresses that confirm or discard it; good for two hours, for who uploaded it.</param>
/// <param name="Library">Code of the library it would go to, e.g. <c>high-tech-firms</c>.</param>
/// <param name="IsRecognised">True when the library was told from the content, false when the request named it.</param>
/// <param name="PublishedOn">As the request or the list states it; null = the day it is confirmed.</param>
/// <param name="Rows">The first rows as they would end; <see cref="ListPreview.RowsShown"/> at most.</param>
public sealed record UploadView(
    string Upload, string FileName, string Library, bool IsRecognised, string Detected, string? Title, DateOnly? PublishedOn, IReadOnlyList<UploadRowView> Rows)
{
    internal static UploadView From(LookResult.Looked looked)
    {
        var (upload, list) = (looked.Upload, looked.Preview.List);
        return new(
            upload.Token,
            upload.FileName,
            list.Library.Info().Code,
            upload.Library is null,
            list.Detected,
            list.Context.Title,
            upload.PublishedOn ?? list.Context.PublishedOn,
            [.. list.Rows.Select(UploadRowView.From)]);
    }
}

/// <param name="Row">As a spreadsheet program counts.</param>
/// <param name="Outcome"><c>understood</c>, <c>skipped</c> or <c>rejected</c>.</param>
/// <param name="Units">Names as printed; only of a row that was understood.</param>
public sealed record UploadRowView(string Sheet, int Row, string Outcome, IReadOnlyList<string> Units, IReadOnlyList<RowIssue> Issues)
{
    internal static UploadRowView From(NormalizedRow row) => row.Reading switch
    {
        RowReading.Understood { Record: var record } => new(row.Raw.Sheet, row.Raw.Row, "understood", [.. record.Units.Select(unit => unit.PrintedName)], record.Issues),
        RowReading.Rejected rejected => new(row.Raw.Sheet, row.Raw.Row, "rejected", [], rejected.Issues),
        _ => new(row.Raw.Sheet, row.Raw.Row, "skipped", [], []),
    };
}
