using Matching.Domain.Libraries.Supply;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Deliveries.Duties;

/// <summary>Answer to a change of the 责任清单.</summary>
public abstract record DutyResult
{
    private DutyResult()
    {
    }

    public sealed record Saved(SupplyDuty Duty) : DutyResult;

    public sealed record Invalid(IReadOnlyList<SupplyDutyProblem> Problems) : DutyResult;

    /// <summary>No such line, or it was struck.</summary>
    public sealed record NotFound(Guid Id) : DutyResult;

    /// <summary>Somebody changed the line since it was looked at.</summary>
    public sealed record Changed(StoredSupplyDuty Newest) : DutyResult;

    /// <summary>Another line speaks of the same lists of the same library.</summary>
    public sealed record Doubled(SupplyDuty Other) : DutyResult;
}

/// <summary>Keeps the 责任清单: which office owes which list. Every change adds a row, so what held on any day can be told.</summary>
public sealed class SupplyDuties(IDbContextFactory<MatchingDbContext> contexts, TimeProvider clock)
{
    /// <summary>Lines that hold, by library and name.</summary>
    public async Task<IReadOnlyList<StoredSupplyDuty>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await InForceAsync(db, cancellationToken);
    }

    /// <summary>Everything that was ever said of a line, newest first; empty when there is no such line.</summary>
    public async Task<IReadOnlyList<StoredSupplyDuty>> HistoryAsync(Guid dutyId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SupplyDuties.AsNoTracking().Where(duty => duty.DutyId == dutyId).OrderByDescending(duty => duty.Id).ToListAsync(cancellationToken);
    }

    public async Task<DutyResult> AddAsync(SupplyDuty duty, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return await WriteAsync(SupplyDutyRules.Tidy(duty with { Id = Guid.CreateVersion7(clock.GetUtcNow()) }), null, false, by, cancellationToken);
    }

    /// <param name="basedOn">The row the person looked at.</param>
    public async Task<DutyResult> ChangeAsync(SupplyDuty duty, long basedOn, string by, CancellationToken cancellationToken) =>
        await WriteAsync(SupplyDutyRules.Tidy(duty), basedOn, false, by, cancellationToken);

    /// <summary>Strikes a line: nothing is owed from now on. Its history stays.</summary>
    /// <param name="basedOn">The row the person looked at.</param>
    public async Task<DutyResult> EndAsync(Guid dutyId, long basedOn, string by, CancellationToken cancellationToken)
    {
        var history = await HistoryAsync(dutyId, cancellationToken);
        return history.Count == 0 ? new DutyResult.NotFound(dutyId) : await WriteAsync(history[0].Duty, basedOn, true, by, cancellationToken);
    }

    private async Task<DutyResult> WriteAsync(SupplyDuty duty, long? basedOn, bool ends, string by, CancellationToken cancellationToken)
    {
        if (!ends && SupplyDutyRules.Check(duty) is { Count: > 0 } problems)
        {
            return new DutyResult.Invalid(problems);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var inForce = await InForceAsync(db, cancellationToken);
        if (basedOn is { } looked)
        {
            switch (inForce.FirstOrDefault(one => one.DutyId == duty.Id))
            {
                case null:
                    return new DutyResult.NotFound(duty.Id);
                case { } newest when newest.Id != looked:
                    return new DutyResult.Changed(newest);
                default:
                    break;
            }
        }

        if (!ends && inForce.FirstOrDefault(one => one.DutyId != duty.Id && one.Library == duty.Library && one.Lists == duty.Lists) is { } other)
        {
            return new DutyResult.Doubled(other.Duty);
        }

        db.SupplyDuties.Add(StoredSupplyDuty.Of(duty, ends, by, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DutyResult.Saved(duty);
    }

    private static async Task<List<StoredSupplyDuty>> InForceAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var newest = db.SupplyDuties.GroupBy(duty => duty.DutyId).Select(line => line.Max(duty => duty.Id));
        return await db.SupplyDuties.AsNoTracking()
            .Where(duty => newest.Contains(duty.Id) && !duty.Ended)
            .OrderBy(duty => duty.Library).ThenBy(duty => duty.Lists).ThenBy(duty => duty.Id)
            .ToListAsync(cancellationToken);
    }
}
