using System.Data.Common;
using System.Runtime.CompilerServices;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Firms.Fields;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Profiles;

/// <summary>Reads firms as of a day. Nothing of a profile is stored: a fact is a record in force seen through the linkage in force.</summary>
public sealed class FirmProfileReader(IDbContextFactory<MatchingDbContext> databases)
{
    /// <summary>Profiles of the firms asked for, ascending by id, without those that do not exist. An id that was merged away gives the firm it became.</summary>
    /// <param name="asOf">Rows published later are left out.</param>
    /// <param name="knownAt">Moment whose knowledge is asked for: what the product would have shown then; null for now.</param>
    public async Task<IReadOnlyList<FirmProfile>> ReadAsync(
        IReadOnlyList<FirmId> ids, DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        await using var moment = await OneMoment.OpenAsync(databases, cancellationToken);
        var wanted = await FollowMergesAsync(moment.First, [.. ids.Select(id => id.Value).Distinct()], knownAt, cancellationToken);
        var profiles = new List<FirmProfile>(wanted.Count);
        await foreach (var (firm, mentions) in RowsAsync(moment, ProfileSql.Of(wanted, knownAt), knownAt, cancellationToken))
        {
            profiles.Add(ProfileFolding.Fold(firm, mentions, asOf));
        }

        return profiles;
    }

    /// <summary>One firm with the origin of every field; null when it does not exist.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<SourcedProfile?> ReadSourcedAsync(FirmId id, DateOnly asOf, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        await using var moment = await OneMoment.OpenAsync(databases, cancellationToken);
        var wanted = await FollowMergesAsync(moment.First, [id.Value], knownAt, cancellationToken);
        await foreach (var (firm, mentions) in RowsAsync(moment, ProfileSql.Of(wanted, knownAt), knownAt, cancellationToken))
        {
            var profile = ProfileFolding.Fold(firm, mentions, asOf);
            return new SourcedProfile(profile, FieldSurvivorship.Current.Choices(profile, mentions), FieldSurvivorship.Current.Table);
        }

        return null;
    }

    /// <summary>All firms and other units, ascending by id; merged and retired ones left out. Streams: memory does not grow with their number.</summary>
    /// <param name="onlyNeedingScore">True to read only those changed since they were last scored.</param>
    public async IAsyncEnumerable<FirmProfile> ReadAllAsync(
        DateOnly asOf, bool onlyNeedingScore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var moment = await OneMoment.OpenAsync(databases, cancellationToken);
        await foreach (var (firm, mentions) in RowsAsync(moment, ProfileSql.All(onlyNeedingScore), null, cancellationToken))
        {
            yield return ProfileFolding.Fold(firm, mentions, asOf);
        }
    }

    /// <summary>All firms, each as of <paramref name="asOf"/> and again on the days chosen from that: what it looked like then, later rows left out.</summary>
    public async IAsyncEnumerable<FirmOnDays> ReadAllOnDaysAsync(
        DateOnly asOf, Func<FirmProfile, IReadOnlyList<DateOnly>> days, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(days);
        await using var moment = await OneMoment.OpenAsync(databases, cancellationToken);
        await foreach (var (firm, mentions) in RowsAsync(moment, ProfileSql.All(false), null, cancellationToken))
        {
            var now = ProfileFolding.Fold(firm, mentions, asOf);
            yield return new FirmOnDays(now, [.. days(now).Select(day => ProfileFolding.Fold(firm, mentions, day))]);
        }
    }

    /// <summary>Firms with their mentions. The list of mentions is used again for the next firm.</summary>
    private static async IAsyncEnumerable<(FirmIdentity Firm, List<FirmMention> Mentions)> RowsAsync(
        OneMoment moment, ProfileSql sql, DateTimeOffset? knownAt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = await moment.First.Deliveries.AsNoTracking()
            .ToDictionaryAsync(delivery => delivery.Id, delivery => delivery.FileName, cancellationToken);
        await using var firmCommand = sql.FirmCommand(moment.First);
        await using var mentionCommand = sql.MentionCommand(moment.Second);
        await using var firms = await firmCommand.ExecuteReaderAsync(cancellationToken);
        await using var mentions = await mentionCommand.ExecuteReaderAsync(cancellationToken);
        var row = new MentionRow(mentions, files);
        var more = await mentions.ReadAsync(cancellationToken);
        var ofFirm = new List<FirmMention>();
        while (await firms.ReadAsync(cancellationToken))
        {
            var firm = Identity(firms);
            ofFirm.Clear();
            while (more && row.FirmId <= firm.Id.Value)
            {
                // Rows of firms that are not asked for pass by.
                if (row.FirmId == firm.Id.Value)
                {
                    ofFirm.Add(row.Read());
                }

                more = await mentions.ReadAsync(cancellationToken);
            }

            yield return (knownAt is null ? firm : AsKnownThen(firm, ofFirm), ofFirm);
        }
    }

    /// <summary>A firm keeps only its present code; at a moment when no row of it printed that code, the code was not known.</summary>
    private static FirmIdentity AsKnownThen(FirmIdentity firm, List<FirmMention> mentions) =>
        firm.Uscc is { } code && !mentions.Exists(mention => mention.Uscc == code) ? firm with { Uscc = null, IsProvisional = true } : firm;

    private static FirmIdentity Identity(DbDataReader row) => new(
        new FirmId(row.GetInt64(0)),
        (UnitKind)row.GetInt32(1),
        row.GetString(2),
        row.GetBoolean(3),
        !row.IsDBNull(4) && Uscc.TryParse(row.GetString(4), out var code) ? code : null);

    /// <summary>A merged id leads to its heir, unless the moment asked for lies before the merge.</summary>
    private static async Task<IReadOnlyList<long>> FollowMergesAsync(
        MatchingDbContext db, long[] ids, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        var resolved = new SortedSet<long>();
        var open = ids;
        while (open.Length > 0)
        {
            var asked = open;
            var firms = await db.Firms.AsNoTracking()
                .Where(firm => EF.Parameter(asked).Contains(firm.Id))
                .Select(firm => new
                {
                    firm.Id,
                    firm.MergedInto,
                    HadRows = knownAt != null && db.Linkages.Any(linkage => linkage.FirmId == firm.Id
                        && linkage.At <= knownAt && (linkage.EndedAt == null || linkage.EndedAt > knownAt)),
                })
                .ToListAsync(cancellationToken);
            resolved.UnionWith(firms.Where(firm => firm.MergedInto is null || firm.HadRows).Select(firm => firm.Id));
            open = [.. firms.Where(firm => firm.MergedInto is not null && !firm.HadRows).Select(firm => firm.MergedInto!.Value).Distinct()];
        }

        return [.. resolved];
    }
}

/// <summary>A firm as of one day, and as it looked on others.</summary>
/// <param name="Then">In the order the days were asked for.</param>
public sealed record FirmOnDays(FirmProfile Now, IReadOnlyList<FirmProfile> Then);
