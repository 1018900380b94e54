using System.Text.Json;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;
using Matching.Domain.Pushes;
using Matching.Domain.Pushes.Preferences;
using Matching.Storage;
using Matching.Storage.Preferences;
using Matching.Storage.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ml.Preferences;

/// <summary>Keeps what each bank looks for, and reads from its own reports what it approved.</summary>
public sealed class LendingPreferences(IDbContextFactory<MatchingDbContext> contexts, FirmProfileReader profiles, TimeProvider clock)
{
    /// <summary>Firms whose reports are looked at, newest reports first.</summary>
    public const int MostFirms = 20_000;

    private const int Batch = 500;

    private sealed record Line(TraitKind Kind, string Code, PreferenceLevel Level);

    /// <summary>What holds for a bank; neutral when it never said anything.</summary>
    public async Task<(LendingPreference Preference, StoredPreference? Row)> FindAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.LendingPreferences.AsNoTracking().Where(one => one.Tenant == tenant).OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellationToken);
        return (row is null ? LendingPreference.None : Read(row.Levels), row);
    }

    /// <summary>Keeps a new one; neutral lines and unknown traits are left out.</summary>
    public async Task SaveAsync(string tenant, LendingPreference preference, string by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(preference);
        var lines = preference.Levels
            .Where(pair => pair.Value != PreferenceLevel.Neutral && Enum.IsDefined(pair.Value) && PreferenceTrait.IsKnown(pair.Key))
            .Select(pair => new Line(pair.Key.Kind, pair.Key.Code, pair.Value))
            .OrderBy(line => line.Kind).ThenBy(line => line.Code, StringComparer.Ordinal);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.LendingPreferences.Add(new StoredPreference { Tenant = tenant, Levels = JsonSerializer.Serialize(lines), SavedBy = by, SavedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>What the bank's own reports say. Reports of other banks play no part.</summary>
    public async Task<BankExperience> LearnAsync(string tenant, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        var today = BeijingTime.Today(clock);
        var firms = await FirmsAsync(tenant, cancellationToken);
        var pushes = new List<(IReadOnlyList<PreferenceTrait> Traits, bool Approved)>();
        foreach (var some in firms.Chunk(Batch))
        {
            foreach (var profile in await profiles.ReadAsync([.. some.Select(id => new FirmId(id))], today, null, cancellationToken))
            {
                pushes.AddRange(PushHistory.Of(profile.Facts, today)
                    .Where(push => push.Bank == tenant && BankExperience.IsDecided(push))
                    .Select(push => (PreferenceTrait.Of(profile.Field, profile.Region, profile.RegisteredOn, push.PushedOn), push.WasApproved)));
            }
        }

        return BankExperience.Of(pushes);
    }

    private async Task<List<long>> FirmsAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (
            from record in db.Records.AsNoTracking()
            where record.Library == Library.Outcomes && record.Title == tenant && record.RetractedAt == null
            join linkage in db.Linkages.AsNoTracking() on record.Id equals linkage.RecordId
            where linkage.EndedAt == null
            group record.Id by linkage.FirmId into reports
            orderby reports.Max() descending
            select reports.Key).Take(MostFirms).ToListAsync(cancellationToken);
    }

    private static LendingPreference Read(string json) => new(
        JsonSerializer.Deserialize<List<Line>>(json)!.ToDictionary(line => new PreferenceTrait(line.Kind, line.Code), line => line.Level));
}
