using System.Text.Json;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Storage;
using Matching.Storage.Linkages;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking;

/// <summary>Opens what a person has to look at and closes what the rules have settled since. A second run changes nothing.</summary>
/// <param name="comparesNames">False for a run that does not compare names: questions about near names then stay, unless the row has found a firm with a code.</param>
internal sealed class ReviewWriter(MatchingDbContext db, LinkPlan plan, FirmId[] firmOf, DateTimeOffset now, bool comparesNames)
{
    private const int ItemsPerQuery = 5_000;

    /// <summary>Records whose questions are looked up; for more of them one pass over all open questions is less.</summary>
    private const int MostLookedUp = 20_000;

    public async Task<(int Opened, int Closed)> WriteAsync(CancellationToken cancellationToken)
    {
        var wanted = plan.Result.Reviews.ToDictionary(
            review => (review.Unit.Key, (ReviewReason)(int)review.Doubt),
            review => (review.Unit, Candidates: JsonSerializer.Serialize(review.Candidates.Select(place => firmOf[place].Value).Order())));
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var closed = 0;
        var open = await OpenAsync(cancellationToken);
        var uncoded = comparesNames
            ? []
            : plan.Result.Groups.Where(group => group.Uscc is null).SelectMany(group => group.Members).Select(member => member.Unit.Key).ToHashSet();
        var begun = (await db.LinkJournal.Where(line => line.ReviewItemId != null).Select(line => line.ReviewItemId!.Value).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        foreach (var item in open)
        {
            var key = (new UnitKey(item.RecordId, item.Position), item.Reason);

            // A question a person has begun to answer stays the same one while firms are ruled out.
            if (wanted.TryGetValue(key, out var want) && (want.Candidates == item.Candidates || (begun.Contains(item.Id) && IsWithin(want.Candidates, item.Candidates))))
            {
                wanted.Remove(key);
            }
            else if (plan.Touches(key.Item1) && !(item.Reason == ReviewReason.NearName && uncoded.Contains(key.Item1)))
            {
                (item.ClosedAt, item.ClosedBy) = (now, LinkageWriter.Author);
                closed++;
            }
        }

        await LeaveOutDecidedAsync(wanted, cancellationToken);
        foreach (var ((unit, reason), want) in wanted.OrderBy(pair => pair.Key.Key))
        {
            db.ReviewItems.Add(new ReviewItem
            {
                RecordId = unit.RecordId,
                Position = unit.Position,
                Reason = reason,
                Candidates = want.Candidates,
                Text = Text(reason, want.Unit.PrintedName),
                CreatedAt = now,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return (wanted.Count, closed);
    }

    /// <summary>Open questions about the rows the run looked at.</summary>
    private async Task<List<ReviewItem>> OpenAsync(CancellationToken cancellationToken)
    {
        var open = db.ReviewItems.Where(item => item.ClosedAt == null);
        var records = plan.Records;
        if (records.Count > MostLookedUp)
        {
            return await open.ToListAsync(cancellationToken);
        }

        var found = new List<ReviewItem>();
        foreach (var chunk in records.Chunk(ItemsPerQuery))
        {
            found.AddRange(await open.Where(item => EF.Parameter(chunk).Contains(item.RecordId)).ToListAsync(cancellationToken));
        }

        return found;
    }

    /// <summary>A person who closed the same question is not asked again.</summary>
    private async Task LeaveOutDecidedAsync(
        Dictionary<(UnitKey Key, ReviewReason), (LinkUnit Unit, string Candidates)> wanted, CancellationToken cancellationToken)
    {
        foreach (var chunk in wanted.Keys.Select(key => key.Key.RecordId).Distinct().Chunk(ItemsPerQuery))
        {
            var decided = await db.ReviewItems.AsNoTracking()
                .Where(item => item.ClosedAt != null && item.ClosedBy != LinkageWriter.Author && EF.Parameter(chunk).Contains(item.RecordId))
                .ToListAsync(cancellationToken);
            foreach (var item in decided)
            {
                var key = (new UnitKey(item.RecordId, item.Position), item.Reason);
                if (wanted.TryGetValue(key, out var want) && IsWithin(want.Candidates, item.Candidates))
                {
                    wanted.Remove(key);
                }
            }
        }
    }

    /// <summary>True when the first question asks about no firm that the second did not ask about.</summary>
    private static bool IsWithin(string candidates, string others) =>
        candidates == others
        || (JsonSerializer.Deserialize<long[]>(candidates) is { Length: > 0 } wanted && JsonSerializer.Deserialize<long[]>(others) is { } known && !wanted.Except(known).Any());

    private static string Text(ReviewReason reason, string name) => reason switch
    {
        ReviewReason.CodeNameConflict => $"名单写“{name}”，但所列代码属于另一名称的企业，请核对原件后选定",
        ReviewReason.AmbiguousName => $"有多家企业符合“{name}”，请按地区或代码选定",
        ReviewReason.IdentifierConflict => $"“{name}”一行的编号与名称指向不同企业，请选定",
        ReviewReason.NearName => $"“{name}”与已有代码的企业名称相近，请确认是否为同一企业",
        ReviewReason.JudgementContradicted => $"新名单与此前对“{name}”的人工判定不符，原判定无法执行，请重新核对",
        ReviewReason.WrongMerge => $"“{name}”可能被误并：新名单同时指向分开的两家企业，请核对",
        ReviewReason.AliasOutOfTime => $"“{name}”在名单公布前已停用，请确认是否仍指更名后的企业",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not a reason"),
    };
}
