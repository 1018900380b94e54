using System.Text.Json;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Matching.Storage.Linkages;
using Matching.Storage.Records;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Firms;

/// <summary>Where a fact comes from, in three layers: the row as delivered, the record made of it, and how it was joined to the firm.</summary>
public sealed class OpenSource(MatchingDbContext db, FirmAudit audit)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="Headings">Texts of the nearest header row above; empty when the list has none of its own.</param>
    public sealed record Response(
        FirmId FirmId,
        Delivery Delivery,
        StoredRow Row,
        IReadOnlyList<string> Headings,
        IReadOnlyList<string> Cells,
        StoredRecord Record,
        IReadOnlyDictionary<string, string> More,
        IReadOnlyList<StoredUnit> Units,
        IReadOnlyList<LinkageView> Linkages);

    /// <param name="EndedAt">Null while it is in force.</param>
    public sealed record LinkageView(
        long FirmId, int Position, LinkageRule Rule, LinkageBand Band, double Score, IReadOnlyList<LinkageEvidence> Evidence, DateTimeOffset At, string By, DateTimeOffset? EndedAt);

    /// <returns>Null when the record does not exist, has never been joined to this firm, or is not for this user.</returns>
    public async Task<Response?> HandleAsync(FirmId firmId, long recordId, CurrentUser user, CancellationToken cancellationToken)
    {
        var linkages = await db.Linkages.AsNoTracking()
            .Where(linkage => linkage.RecordId == recordId)
            .OrderBy(linkage => linkage.Position).ThenByDescending(linkage => linkage.Id)
            .ToListAsync(cancellationToken);
        if (!linkages.Exists(linkage => linkage.FirmId == firmId.Value))
        {
            return null;
        }

        var record = await db.Records.AsNoTracking().SingleAsync(candidate => candidate.Id == recordId, cancellationToken);
        if (!FirmAccess.CanSee(user, record.Library, record.Title))
        {
            return null;
        }

        await audit.SourceViewedAsync(user, firmId, record, cancellationToken);
        var row = await db.Rows.AsNoTracking().SingleAsync(candidate => candidate.Id == recordId, cancellationToken);
        var delivery = await db.Deliveries.AsNoTracking().SingleAsync(candidate => candidate.Id == record.DeliveryId, cancellationToken);
        var heading = await db.Rows.AsNoTracking()
            .Where(candidate => candidate.DeliveryId == row.DeliveryId && candidate.Sheet == row.Sheet
                && candidate.Id < row.Id && candidate.SkipKind == SkipKind.Header)
            .OrderByDescending(candidate => candidate.Id)
            .Select(candidate => candidate.Cells)
            .FirstOrDefaultAsync(cancellationToken);
        var units = await db.Units.AsNoTracking()
            .Where(unit => unit.RecordId == recordId)
            .OrderBy(unit => unit.Position)
            .ToListAsync(cancellationToken);
        return new(
            firmId,
            delivery,
            row,
            heading is null ? [] : Read<List<string>>(heading),
            Read<List<string>>(row.Cells),
            record,
            record.More is null ? new Dictionary<string, string>() : Read<Dictionary<string, string>>(record.More),
            units,
            [.. linkages.Select(View)]);
    }

    private static LinkageView View(StoredLinkage linkage) => new(
        linkage.FirmId,
        linkage.Position,
        linkage.Rule,
        linkage.Band,
        linkage.Score,
        Read<List<LinkageEvidence>>(linkage.Evidence),
        linkage.At,
        linkage.By,
        linkage.EndedAt);

    private static T Read<T>(string json)
        where T : new() => JsonSerializer.Deserialize<T>(json, Json) ?? new T();
}
