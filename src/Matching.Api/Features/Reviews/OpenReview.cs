using System.Text.Json;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Judgements;
using Matching.Ingest.Linking.Explaining;
using Matching.Ingest.Linking.Judging;
using Matching.Storage;
using Matching.Storage.Linkages;
using Matching.Storage.Linkages.Journal;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Reviews;

/// <summary>One question with the row it is about and one firm that could be meant beside it.</summary>
public sealed class OpenReview(MatchingDbContext db, ExplainLink explain, AuditTrail audit)
{
    public sealed record Candidate(FirmId Id, string Name, string? Uscc, bool IsKeptApart);

    /// <param name="Link">Null when there is no firm to compare with, or the row is no longer in force.</param>
    public sealed record Response(ReviewItem Item, string Name, IReadOnlyList<Candidate> Candidates, FirmId? Chosen, ExplainLink.Response? Link);

    /// <param name="firm">Firm to compare with; null for the first that could be meant and was not ruled out.</param>
    public async Task<Response?> HandleAsync(long id, FirmId? firm, CurrentUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (await db.ReviewItems.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } item)
        {
            return null;
        }

        var name = await db.Units.Where(unit => unit.RecordId == item.RecordId && unit.Position == item.Position)
            .Select(unit => unit.PrintedName)
            .FirstAsync(cancellationToken);
        var candidates = await CandidatesAsync(item, cancellationToken);
        var chosen = firm ?? candidates.Where(candidate => !candidate.IsKeptApart).Concat(candidates).Select(candidate => (FirmId?)candidate.Id).FirstOrDefault();
        var link = chosen is { } with
            ? await explain.HandleAsync(new JudgedTarget.Row(new UnitKey(item.RecordId, item.Position)), new JudgedTarget.Firm(with), cancellationToken)
            : null;
        if (link is not null && (link.Left.RecordId, link.Left.Position) == (link.Right.RecordId, link.Right.Position))
        {
            // The firm is seen through this very row: there is nothing to compare it with.
            link = null;
        }

        await audit.NoteAsync(
            user,
            "review-viewed",
            $"{id}",
            new { firm = chosen?.ToString(), link?.Explanation.TotalBits, constraint = link?.Explanation.Constraint.Kind.ToString() },
            cancellationToken);
        return new Response(item, name, candidates, link is null ? null : chosen, link);
    }

    private async Task<IReadOnlyList<Candidate>> CandidatesAsync(ReviewItem item, CancellationToken cancellationToken)
    {
        var ids = JsonSerializer.Deserialize<long[]>(item.Candidates) ?? [];
        var standing = (await db.JudgementsAsync(null, cancellationToken)).Standing
            .Where(judgement => judgement.Judgement == Judgement.NonMatch)
            .Select(judgement => judgement.Number)
            .ToHashSet();
        var apart = (await db.LinkJournal.AsNoTracking()
            .Where(line => line.ReviewItemId == item.Id && line.Judgement == Judgement.NonMatch)
            .Select(line => new { line.Id, line.OtherFirmId })
            .ToListAsync(cancellationToken))
            .Where(line => standing.Contains(line.Id))
            .Select(line => line.OtherFirmId)
            .ToHashSet();
        return await db.Firms.AsNoTracking()
            .Where(firm => ids.Contains(firm.Id))
            .OrderBy(firm => firm.Id)
            .Select(firm => new Candidate(new FirmId(firm.Id), firm.Name, firm.Uscc, apart.Contains(firm.Id)))
            .ToListAsync(cancellationToken);
    }
}
