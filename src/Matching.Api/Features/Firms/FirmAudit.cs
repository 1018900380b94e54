using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;

namespace Matching.Api.Features.Firms;

/// <summary>Leaves a trace of each look at a firm: as of which day, and which score was shown.</summary>
public sealed class FirmAudit(AuditTrail trail)
{
    public Task ViewedAsync(CurrentUser user, FirmView firm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(firm);
        var detail = new
        {
            asOf = firm.Profile.AsOf,
            facts = firm.Profile.Facts.Count,
            scorer = firm.Score?.Score.Scorer,
            points = firm.Score?.Score.Points,
            grade = firm.Score?.Score.Grade.ToString(),
        };
        return trail.NoteAsync(user, "firm-viewed", firm.Profile.Id.ToString(), detail, cancellationToken);
    }
}
