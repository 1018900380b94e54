using System.Data.Common;
using Matching.Domain.Firms;
using Matching.Domain.Linkage;
using Matching.Storage;
using Matching.Storage.Bulk;
using Matching.Storage.Firms;
using Matching.Storage.Linkages;
using Matching.Storage.Linkages.Journal;
using Matching.Storage.Sequences;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Matching.Ingest.Linking;

/// <summary>Writes a plan in pieces of one transaction each. Every piece leaves a state from which a new run ends in the same groups.</summary>
internal sealed class LinkageWriter(
    MatchingDbContext db, IBulkWriter bulk, LinkPlan plan, Dictionary<FirmId, Firm> firms, FirmId[] firmOf, DateTimeOffset now)
{
    /// <summary>Who is named as author of linkages: the rules in this version.</summary>
    public const string Author = "linker-1";

    private readonly ILookup<int, FirmId> mergedInto = plan.Claims.Merged.ToLookup(pair => pair.Value, pair => pair.Key);

    /// <summary>Firms whose records change though no linkage of their own group does: a record left, or went to another firm.</summary>
    private readonly HashSet<FirmId> losers =
    [
        .. plan.Leaving.Select(linkage => linkage.FirmId),
        .. plan.Claims.Contested.SelectMany(place => plan.Changes(place, firmOf[place])).Select(change => change.Ends?.FirmId).OfType<FirmId>(),
    ];

    public int Linked { get; private set; }

    public int Ended { get; private set; }

    public int Created { get; private set; }

    public int Changed { get; private set; }

    public int Merged { get; private set; }

    public async Task WriteAsync(IReadOnlyList<int> groups, CancellationToken cancellationToken)
    {
        var ended = new List<long>();
        var added = new List<StoredLinkage>();
        var created = new List<(FirmId Id, FirmColumns Columns)>();
        var updated = new List<(FirmId Id, FirmColumns Columns)>();
        var merged = new List<(FirmId Id, FirmId Into)>();
        var split = new List<(FirmId Id, FirmId From)>();
        foreach (var place in groups)
        {
            var id = firmOf[place];
            var before = added.Count;
            foreach (var (decision, ends) in plan.Changes(place, id))
            {
                added.Add(Stored(decision, id));
                if (ends is not null)
                {
                    ended.Add(ends.Id);
                }
            }

            var columns = FirmColumns.Of(plan.Result.Groups[place]);
            if (!firms.TryGetValue(id, out var firm))
            {
                created.Add((id, columns));
                if (plan.Changes(place, id).Select(change => change.Ends).OfType<CurrentLinkage>().FirstOrDefault() is { } until)
                {
                    split.Add((id, until.FirmId));
                }
            }
            else if (added.Count > before || firm.RetiredAt is not null || firm.MergedInto is not null || FirmColumns.Of(firm) != columns || losers.Contains(id))
            {
                updated.Add((id, columns));
                if (firm.MergedInto is { } heir)
                {
                    split.Add((id, new FirmId(heir)));
                }
            }

            merged.AddRange(mergedInto[place].Select(lost => (lost, id)));
        }

        if (added.Count + ended.Count + created.Count + updated.Count + merged.Count == 0)
        {
            return;
        }

        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        await EndAsync(ended, cancellationToken);
        await bulk.InsertAsync(db, added, cancellationToken);
        var changes = await Numbers.TakeAsync(db, NumberSeries.Changes, created.Count + updated.Count + merged.Count + 1, cancellationToken);
        var next = 0;
        await bulk.InsertAsync(db, created.Select(firm => New(firm.Id, firm.Columns, changes[next++])), cancellationToken);
        await UpdateAsync(updated, () => changes[next++], cancellationToken);
        foreach (var (id, into) in merged)
        {
            var change = changes[next++];
            await db.Firms.Where(firm => firm.Id == id.Value).ExecuteUpdateAsync(
                set => set
                    .SetProperty(firm => firm.MergedInto, into.Value)
                    .SetProperty(firm => firm.NeedsScoring, false)
                    .SetProperty(firm => firm.ChangeNumber, change),
                cancellationToken);
        }

        await bulk.InsertAsync(
            db,
            merged.Select(firm => Line(JournalKind.FirmMerged, firm.Id, firm.Into)).Concat(split.Select(firm => Line(JournalKind.FirmSplit, firm.Id, firm.From))),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Linked += added.Count;
        Ended += ended.Count;
        Created += created.Count;
        Changed += created.Count + updated.Count;
        Merged += merged.Count;
    }

    /// <summary>Ends linkages that outlived their records and retires firms left with none; firms in <paramref name="touched"/> are to be scored again.</summary>
    public async Task FinishAsync(IReadOnlyCollection<long> touched, CancellationToken cancellationToken)
    {
        if (plan.Leaving.Count + touched.Count == 0)
        {
            return;
        }

        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        await EndAsync([.. plan.Leaving.Select(linkage => linkage.Id)], cancellationToken);
        var changes = await Numbers.TakeAsync(db, NumberSeries.Changes, plan.Retired.Count + touched.Count + 1, cancellationToken);
        var next = 0;
        foreach (var id in plan.Retired)
        {
            var change = changes[next++];
            await db.Firms.Where(firm => firm.Id == id.Value).ExecuteUpdateAsync(
                set => set
                    .SetProperty(firm => firm.RetiredAt, now)
                    .SetProperty(firm => firm.NeedsScoring, false)
                    .SetProperty(firm => firm.ChangeNumber, change),
                cancellationToken);
        }

        await bulk.InsertAsync(db, plan.Retired.Select(firm => Line(JournalKind.FirmRetired, firm, null)), cancellationToken);
        foreach (var id in touched)
        {
            var change = changes[next++];
            await db.Firms.Where(firm => firm.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(firm => firm.NeedsScoring, true).SetProperty(firm => firm.ChangeNumber, change), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        Ended += plan.Leaving.Count;
    }

    private Task<int> EndAsync(List<long> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? Task.FromResult(0)
        : db.Linkages
            .Where(linkage => EF.Parameter(ids).Contains(linkage.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(linkage => linkage.EndedAt, now), cancellationToken);

    private async Task UpdateAsync(
        List<(FirmId Id, FirmColumns Columns)> updated, Func<long> nextChange, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = """
            UPDATE firms SET "Kind" = @kind, "Name" = @name, "Uscc" = @uscc, "IsProvisional" = @provisional,
                "RetiredAt" = NULL, "MergedInto" = NULL, "NeedsScoring" = TRUE, "ChangeNumber" = @change
            WHERE "Id" = @id
            """;
        var (kind, name, uscc, provisional, change, id) =
            (Parameter("@kind"), Parameter("@name"), Parameter("@uscc"), Parameter("@provisional"), Parameter("@change"), Parameter("@id"));
        foreach (var (firm, columns) in updated)
        {
            kind.Value = (int)columns.Kind;
            name.Value = columns.Name;
            uscc.Value = (object?)columns.Uscc ?? DBNull.Value;
            provisional.Value = columns.IsProvisional;
            change.Value = nextChange();
            id.Value = firm.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        DbParameter Parameter(string parameterName)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = parameterName;
            command.Parameters.Add(parameter);
            return parameter;
        }
    }

    private StoredLinkage Stored(LinkDecision decision, FirmId firm) => new()
    {
        RecordId = decision.Unit.Key.RecordId,
        Position = decision.Unit.Key.Position,
        FirmId = firm.Value,
        Rule = decision.Rule,
        Band = decision.Band,
        Score = decision.Score,
        Evidence = EvidenceJson.Write(decision.Evidence),
        At = now,
        By = Author,
    };

    private StoredJournalEntry Line(JournalKind kind, FirmId firm, FirmId? other) => new()
    {
        At = now,
        By = Author,
        Kind = kind,
        FirmId = firm.Value,
        OtherFirmId = other?.Value,
    };

    private Firm New(FirmId id, FirmColumns columns, long change) => new()
    {
        Id = id.Value,
        Kind = columns.Kind,
        Name = columns.Name,
        Uscc = columns.Uscc,
        IsProvisional = columns.IsProvisional,
        CreatedAt = now,
        ChangeNumber = change,
        NeedsScoring = true,
    };
}
