using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Ingest.Deliveries;
using Matching.Ml.Scoring;
using Matching.Storage;
using Matching.Storage.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Firms;

public abstract record OpenFirmResult
{
    public sealed record Found(FirmView Firm) : OpenFirmResult;

    /// <summary>The id was merged away; its firm goes on under another.</summary>
    public sealed record Moved(FirmId Id) : OpenFirmResult;

    public sealed record NotFound : OpenFirmResult;
}

/// <summary>Everything the product can show of one firm on a day: profile folded for that day, the score in force then, open doubts.</summary>
public sealed class OpenFirm(
    FirmProfileReader profiles,
    ScoreReader scores,
    ModelScoreReader byModels,
    LocateCells cells,
    MatchingDbContext db,
    FirmAudit audit,
    TimeProvider clock)
{
    private const int MostDoubts = 20;

    /// <summary>Grade that banks' own rules often begin at; firms below are told what it takes, firms above what the next one does.</summary>
    private const int UsualWish = 4;

    /// <param name="AsOf">Null for today.</param>
    /// <param name="AsKnown">True to leave out what was only loaded, corrected or joined after that day: what the product showed then.</param>
    public sealed record Request(FirmId Id, DateOnly? AsOf, CurrentUser User, bool AsKnown = false);

    public async Task<OpenFirmResult> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var firm = await db.Firms.AsNoTracking()
            .Where(candidate => candidate.Id == request.Id.Value)
            .Select(candidate => new { candidate.Id, candidate.MergedInto })
            .SingleOrDefaultAsync(cancellationToken);
        if (firm is null)
        {
            return new OpenFirmResult.NotFound();
        }

        if (firm.MergedInto is { } heir)
        {
            return new OpenFirmResult.Moved(new FirmId(heir));
        }

        var today = BeijingTime.Today(clock);
        var asOf = request.AsOf is { } day && day < today ? day : today;
        var endOfDay = BeijingTime.EndOf(asOf);
        var isAsKnown = request.AsKnown && asOf < today;
        if (await profiles.ReadSourcedAsync(request.Id, asOf, isAsKnown ? endOfDay : null, cancellationToken) is not { Profile: var profile } sourced)
        {
            return new OpenFirmResult.NotFound();
        }

        profile = profile with { Facts = [.. profile.Facts.Where(fact => FirmAccess.CanSee(request.User, fact.Library, fact.Title))] };
        var score = await scores.ReadAsync(request.Id, endOfDay, cancellationToken);
        var byModel = await byModels.ReadAsync(request.Id, endOfDay, cancellationToken);
        var fields = await FirmFieldView.OfAsync(sourced, request.User, cells, cancellationToken);
        var view = new FirmView(profile, score, await DoubtsAsync(profile, cancellationToken), asOf == today, isAsKnown, fields, sourced.Table)
        {
            ByModel = byModel,
            Needs = byModel is { Grade.Step: > 1 } && asOf == today
                ? await byModels.NeedsAsync(profile, Math.Min(UsualWish, byModel.Grade.Step - 1), cancellationToken)
                : null,
        };
        await audit.ViewedAsync(request.User, view, cancellationToken);
        return new OpenFirmResult.Found(view);
    }

    private async Task<IReadOnlyList<string>> DoubtsAsync(FirmProfile profile, CancellationToken cancellationToken)
    {
        var records = profile.Facts.Select(fact => fact.Source.RecordId).Distinct().ToArray();
        return await db.ReviewItems.AsNoTracking()
            .Where(item => item.ClosedAt == null && EF.Parameter(records).Contains(item.RecordId))
            .OrderBy(item => item.Id)
            .Select(item => item.Text)
            .Take(MostDoubts)
            .ToListAsync(cancellationToken);
    }
}
