using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Matching.Domain.Scoring;
using Matching.Ml.Features;
using Matching.Storage;
using Matching.Storage.Scores;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ml.Scoring;

/// <summary>What came of an attempt to add a card or put one in force.</summary>
public abstract record PointCardResult
{
    public sealed record Added(string Version) : PointCardResult;

    public sealed record Activated(string Version, string? Before) : PointCardResult;

    public sealed record AlreadyInForce(string Version) : PointCardResult;

    /// <summary>Who made a version does not put it in force; another person does.</summary>
    public sealed record SamePerson(string Version, string By) : PointCardResult;

    public sealed record NotFound(string Version) : PointCardResult;

    /// <summary>A card that was ever in force is never changed; a new table needs a new version.</summary>
    public sealed record VersionTaken(string Version) : PointCardResult;

    public sealed record Invalid(IReadOnlyList<PointCardProblem> Problems) : PointCardResult;

    /// <summary>Putting a card in force needs a reason of 1 to <see cref="PointCards.MostReason"/> characters.</summary>
    public sealed record ReasonMissing : PointCardResult;

    /// <summary>The card kept is not the one that was added; somebody wrote into the database.</summary>
    public sealed record Altered(string Version) : PointCardResult;
}

/// <summary>The versions of the point card, one of them in force. An empty database gets the card that comes with the product.</summary>
public sealed class PointCards(IDbContextFactory<MatchingDbContext> contexts, TimeProvider clock)
{
    /// <summary>Characters a reason may have.</summary>
    public const int MostReason = 500;

    private const string Shipped = "Matching.Ml.Data.card-2026.1.json";

    /// <summary>The card that scores firms now.</summary>
    public async Task<PointCard> InForceAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await InForceAsync(db, cancellationToken) ?? await SeedAsync(cancellationToken);
        return Parse(stored.Json);
    }

    /// <summary>All versions, newest first.</summary>
    public async Task<IReadOnlyList<StoredPointCard>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.PointCards.AsNoTracking().OrderByDescending(card => card.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>A version in force now or earlier; null when there is none of that name.</summary>
    public async Task<PointCard?> FindAsync(string version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await db.PointCards.AsNoTracking().SingleOrDefaultAsync(card => card.Version == version, cancellationToken);
        return stored is null ? null : Parse(stored.Json);
    }

    /// <summary>Keeps a checked card; it scores nobody until it is activated.</summary>
    public async Task<PointCardResult> AddAsync(string json, string by, CancellationToken cancellationToken)
    {
        var (card, problems) = Check(json);
        if (card is null)
        {
            return new PointCardResult.Invalid(problems);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.PointCards.AnyAsync(known => known.Version == card.Version, cancellationToken))
        {
            return new PointCardResult.VersionTaken(card.Version);
        }

        var now = clock.GetUtcNow();
        db.PointCards.Add(new StoredPointCard { Version = card.Version, Json = json, CreatedBy = by, CreatedAt = now });
        db.CardSteps.Add(new CardStep { Act = CardAct.Added, Version = card.Version, ContentHash = HashOf(json), By = by, At = now, Reason = card.Note });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new PointCardResult.Added(card.Version);
    }

    /// <summary>Puts a version in force and ends the one before; scores follow when firms are scored again.
    /// A version that was in force before is taken back to in one step, by whoever may: two people have answered for it already.</summary>
    /// <param name="reason">Why, in a person's words; kept in the history.</param>
    public async Task<PointCardResult> ActivateAsync(string version, string by, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MostReason)
        {
            return new PointCardResult.ReasonMissing();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var card = await db.PointCards.SingleOrDefaultAsync(known => known.Version == version, cancellationToken);
        if (card is null)
        {
            return new PointCardResult.NotFound(version);
        }

        var hash = HashOf(card.Json);
        if (await db.CardSteps.AnyAsync(step => step.Version == version && step.ContentHash != "" && step.ContentHash != hash, cancellationToken))
        {
            return new PointCardResult.Altered(version);
        }

        if (card.InForceFrom is null && card.CreatedBy == by)
        {
            return new PointCardResult.SamePerson(version, by);
        }

        var before = await db.PointCards.SingleOrDefaultAsync(known => known.InForceFrom != null && known.InForceUntil == null, cancellationToken);
        if (before?.Version == version)
        {
            return new PointCardResult.AlreadyInForce(version);
        }

        var now = clock.GetUtcNow();
        before?.InForceUntil = now;
        (card.InForceFrom, card.InForceUntil, card.ActivatedBy) = (now, null, by);
        db.CardSteps.Add(new CardStep
        {
            Act = CardAct.Activated,
            Version = version,
            ContentHash = hash,
            Before = before?.Version,
            By = by,
            At = now,
            Reason = reason.Trim(),
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new PointCardResult.Activated(version, before?.Version);
    }

    /// <summary>What was done with a version, newest first.</summary>
    public async Task<IReadOnlyList<CardStep>> HistoryAsync(string version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.CardSteps.AsNoTracking().Where(step => step.Version == version).OrderByDescending(step => step.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The version in force at a moment, from the history; null before the first.</summary>
    public async Task<string?> VersionAtAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.CardSteps.AsNoTracking()
            .Where(step => step.Act == CardAct.Activated && step.At <= moment)
            .OrderByDescending(step => step.Id)
            .Select(step => step.Version)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>SHA-256 of a card's JSON as UTF-8, lower-case hex.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>The JSON of the card that comes with the product.</summary>
    public static string ShippedJson()
    {
        using var reader = new StreamReader(typeof(PointCards).Assembly.GetManifestResourceStream(Shipped)!);
        return reader.ReadToEnd();
    }

    internal static (PointCard? Card, ImmutableArray<PointCardProblem> Problems) Check(string json)
    {
        switch (PointCardReader.Read(json))
        {
            case PointCardReading.Invalid invalid:
                return (null, [.. invalid.Problems]);
            case PointCardReading.Valid valid:
                var strangers = valid.Card.Known.Where(line => FeatureList.V1.PlaceOf(line.Code) < 0)
                    .Select(line => new PointCardProblem("indicators", line.Code, $"{FeatureList.V1.Version} 中没有这个特征。"))
                    .ToImmutableArray();
                return strangers.IsEmpty ? (valid.Card, []) : (null, strangers);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static Task<StoredPointCard?> InForceAsync(MatchingDbContext db, CancellationToken cancellationToken) =>
        db.PointCards.AsNoTracking().SingleOrDefaultAsync(card => card.InForceFrom != null && card.InForceUntil == null, cancellationToken);

    private async Task<StoredPointCard> SeedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await InForceAsync(db, cancellationToken) is { } seeded)
        {
            return seeded;
        }

        var json = ShippedJson();
        var now = clock.GetUtcNow();
        var stored = new StoredPointCard { Version = Parse(json).Version, Json = json, CreatedBy = "system", CreatedAt = now, InForceFrom = now };
        db.PointCards.Add(stored);
        var hash = HashOf(json);
        db.CardSteps.Add(new CardStep { Act = CardAct.Added, Version = stored.Version, ContentHash = hash, By = stored.CreatedBy, At = now, Reason = "随产品提供" });
        db.CardSteps.Add(new CardStep { Act = CardAct.Activated, Version = stored.Version, ContentHash = hash, By = stored.CreatedBy, At = now, Reason = "随产品提供" });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return stored;
    }

    private static PointCard Parse(string json) => Check(json).Card
        ?? throw new InvalidDataException("A point card in the database breaks the rules it was checked by when it was added.");
}
