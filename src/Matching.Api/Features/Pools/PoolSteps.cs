using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Matching.Domain.Pools;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Pools;

/// <summary>Takes one step in the life of a pool version: fetch it, let the rule decide, save, note who did it.</summary>
public sealed class PoolSteps(MatchingDbContext db, MemberStandings standings, AuditTrail audit, TimeProvider clock)
{
    /// <param name="Revision">Revision the person saw; a step on anything newer is refused, so nobody confirms what he has not read.</param>
    public sealed record Request(int PoolId, int Number, int Revision, CurrentUser By);

    public Task<PoolStepResult> SubmitAsync(Request request, CancellationToken cancellationToken) =>
        TakeAsync(request, "pool-submitted", async version => version.Submit(
            request.By.UserName,
            clock.GetUtcNow(),
            await StandingsOf(version, cancellationToken),
            await standings.AsOfAsync(cancellationToken)), cancellationToken);

    public Task<PoolStepResult> ConfirmAsync(Request request, CancellationToken cancellationToken) =>
        TakeAsync(request, "pool-confirmed", async version => version.Confirm(
            request.By.UserName, clock.GetUtcNow(), await StandingsOf(version, cancellationToken)), cancellationToken);

    public Task<PoolStepResult> PublishAsync(Request request, CancellationToken cancellationToken) =>
        TakeAsync(request, "pool-published", async version => version.Publish(
            request.By.UserName, clock.GetUtcNow(), await StandingsOf(version, cancellationToken)), cancellationToken);

    public Task<PoolStepResult> ReturnAsync(Request request, string reason, CancellationToken cancellationToken) =>
        TakeAsync(request, "pool-returned", version => Task.FromResult(version.Return(reason)), cancellationToken);

    public Task<PoolStepResult> RecallAsync(Request request, string reason, CancellationToken cancellationToken) =>
        TakeAsync(request, "pool-recalled", version => Task.FromResult(
            version.Recall(request.By.UserName, clock.GetUtcNow(), reason)), cancellationToken);

    public Task<PoolStepResult> AddAsync(Request request, IReadOnlyCollection<PoolMember> members, CancellationToken cancellationToken) =>
        TakeAsync(request, "pool-members-added", version => Task.FromResult(version.Add(members)), cancellationToken);

    public Task<PoolStepResult> RemoveAsync(Request request, IReadOnlyCollection<FirmId> firms, CancellationToken cancellationToken) =>
        TakeAsync(request, "pool-members-removed", version => Task.FromResult(version.Remove(firms)), cancellationToken);

    /// <summary>Opens the next version of the pool.</summary>
    public async Task<PoolStepResult> StartDraftAsync(int poolId, CurrentUser by, CancellationToken cancellationToken)
    {
        var pool = await db.Pools.Include(one => one.Versions).SingleOrDefaultAsync(one => one.Id == poolId, cancellationToken);
        if (pool is null)
        {
            return new PoolStepResult.NotFound();
        }

        var last = pool.Versions.MaxBy(version => version.Number);
        if (last is not null)
        {
            await db.Entry(last).Collection(version => version.Members).LoadAsync(cancellationToken);
        }

        return await SaveAsync(pool.StartDraft(by.UserName, clock.GetUtcNow()), "pool-draft-started", poolId, by, "", cancellationToken);
    }

    private async Task<PoolStepResult> TakeAsync(
        Request request, string action, Func<PoolVersion, Task<PoolStepResult>> step, CancellationToken cancellationToken)
    {
        var version = await db.PoolVersions
            .Include(one => one.Pool)
            .Include(one => one.Members)
            .SingleOrDefaultAsync(one => one.Pool.Id == request.PoolId && one.Number == request.Number, cancellationToken);
        if (version is null)
        {
            return new PoolStepResult.NotFound();
        }

        if (version.Revision != request.Revision)
        {
            return new PoolStepResult.ChangedMeanwhile();
        }

        var result = await step(version);
        return await SaveAsync(result, action, request.PoolId, request.By, version.ContentHash, cancellationToken);
    }

    private async Task<PoolStepResult> SaveAsync(
        PoolStepResult result, string action, int poolId, CurrentUser by, string contentHash, CancellationToken cancellationToken)
    {
        if (result is not PoolStepResult.Done done)
        {
            return result;
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new PoolStepResult.ChangedMeanwhile();
        }

        await audit.NoteAsync(by, action, $"{poolId}/{done.Number}", new { state = done.State.ToString(), count = done.Count, contentHash }, cancellationToken);
        return result;
    }

    private Task<IReadOnlyDictionary<FirmId, MemberStanding>> StandingsOf(PoolVersion version, CancellationToken cancellationToken) =>
        standings.ReadAsync(version.Members.Select(member => member.FirmId), cancellationToken);
}
