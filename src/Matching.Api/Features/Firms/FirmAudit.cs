using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Storage.Records;

namespace Matching.Api.Features.Firms;

/// <summary>Leaves a trace of each look at a firm: as of which day, and which score was shown.</summary>
public sealed class FirmAudit(AuditTrail trail)
{
    public Task SourceViewedAsync(CurrentUser user, FirmId firmId, StoredRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var detail = new { library = record.Library.Info().Code, delivery = record.DeliveryId };
        return trail.NoteAsync(user, "source-viewed", $"{firmId}/{record.Id}", detail, cancellationToken);
    }

    public Task ViewedAsync(CurrentUser user, FirmView firm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(firm);
        var detail = new
        {
            asOf = firm.Profile.AsOf,
            asKnown = firm.IsAsKnown,
            facts = firm.Profile.Facts.Count,
            scorer = firm.Score?.Score.Scorer,
            points = firm.Score?.Score.Points,
            grade = firm.Score?.Score.Grade.ToString(),
        };
        return trail.NoteAsync(user, "firm-viewed", firm.Profile.Id.ToString(), detail, cancellationToken);
    }
}
