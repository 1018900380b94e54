using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Comparing;
using Matching.Domain.Linkage.Explaining;
using Matching.Ingest.Linking.Explaining;
using Matching.Storage;
using Matching.Storage.Linkages;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Linking.Quality;

/// <summary>How the links stand: what the lists state, which rules link, how weights spread, what stays alone, and how much is probably missed.</summary>
/// <param name="Fields">Rows in force by library, and how many of them state each field.</param>
/// <param name="Rules">Links in force by rule and band.</param>
/// <param name="Weights">Sampled pairs by total bits, in steps of <see cref="BitsPerStep"/>.</param>
/// <param name="Sizes">Firms by number of rows.</param>
/// <param name="Alone">Provisional firms of a single row: nothing was found to link them by.</param>
/// <param name="Compared">Last comparison of all names; null before the first.</param>
/// <param name="Recall">Estimate from pairs that share a code or number, and pairs that share a name.</param>
public sealed record LinkQuality(
    DateTimeOffset At,
    IReadOnlyList<LinkQuality.LibraryFields> Fields,
    IReadOnlyList<LinkQuality.RuleCount> Rules,
    IReadOnlyList<LinkQuality.WeightStep> Weights,
    IReadOnlyList<LinkQuality.SizeCount> Sizes,
    int Firms,
    int Alone,
    int OpenReviews,
    NameComparison? Compared,
    CaptureRecapture Recall)
{
    public const int BitsPerStep = 4;

    public sealed record LibraryFields(
        Library Library, int Rows, int Uscc, int OrganizationCode, int CertificateNumber, int RegistrationNumber, int FormerName, int Region);

    public sealed record RuleCount(LinkageRule Rule, LinkageBand Band, int Links);

    /// <param name="From">Lowest bits of the step.</param>
    public sealed record WeightStep(int From, int OneFirm, int TwoFirms);

    /// <param name="UpTo">Most rows; the last step has no end.</param>
    public sealed record SizeCount(int From, int? UpTo, long Firms);
}

/// <summary>Reads the quality of links. Counts are exact; weights and recall come from a sample of whole firms.</summary>
public sealed class LinkQualityReader(IDbContextFactory<MatchingDbContext> databases, PairWeightsReader weights, TimeProvider clock)
{
    private static readonly (int From, int? UpTo)[] SizeSteps = [(1, 1), (2, 2), (3, 5), (6, 10), (11, 50), (51, null)];

    public async Task<LinkQuality> ReadAsync(CancellationToken cancellationToken)
    {
        var (known, firms) = await weights.ReadAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (oneFirm, twoFirms) = await PairWeightsReader.PairsAsync(db, firms, cancellationToken);
        var sizes = await db.Linkages.Where(linkage => linkage.EndedAt == null)
            .GroupBy(linkage => linkage.FirmId)
            .Select(rows => rows.Count())
            .GroupBy(size => size)
            .Select(same => new { Size = same.Key, Firms = same.LongCount() })
            .ToListAsync(cancellationToken);
        return new LinkQuality(
            clock.GetUtcNow(),
            await FieldsAsync(db, cancellationToken),
            await RulesAsync(db, cancellationToken),
            Steps(known, oneFirm, twoFirms),
            [.. SizeSteps.Select(step => new LinkQuality.SizeCount(step.From, step.UpTo, sizes.Where(size => size.Size >= step.From && !(size.Size > step.UpTo)).Sum(size => size.Firms)))],
            firms,
            await AloneAsync(db, cancellationToken),
            await db.ReviewItems.CountAsync(item => item.ClosedAt == null, cancellationToken),
            await db.NameComparisons.AsNoTracking().OrderByDescending(comparison => comparison.Id).FirstOrDefaultAsync(cancellationToken),
            RecallOf(oneFirm));
    }

    private static async Task<IReadOnlyList<LinkQuality.LibraryFields>> FieldsAsync(MatchingDbContext db, CancellationToken cancellationToken) => await (
        from unit in db.Units
        join record in db.Records on unit.RecordId equals record.Id
        where record.RetractedAt == null
        group unit by record.Library into units
        orderby units.Key
        select new LinkQuality.LibraryFields(
            units.Key,
            units.Count(),
            units.Count(unit => unit.Uscc != null),
            units.Count(unit => unit.OrganizationCode != null),
            units.Count(unit => unit.CertificateNumber != null),
            units.Count(unit => unit.RegistrationNumber != null),
            units.Count(unit => unit.FormerName != null),
            units.Count(unit => unit.Region != null))).ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<LinkQuality.RuleCount>> RulesAsync(MatchingDbContext db, CancellationToken cancellationToken) =>
        (await db.Linkages.Where(linkage => linkage.EndedAt == null)
            .GroupBy(linkage => new { linkage.Rule, linkage.Band })
            .Select(same => new { same.Key.Rule, same.Key.Band, Links = same.Count() })
            .ToListAsync(cancellationToken))
        .OrderBy(count => count.Rule).ThenBy(count => count.Band)
        .Select(count => new LinkQuality.RuleCount(count.Rule, count.Band, count.Links))
        .ToList();

    private static Task<int> AloneAsync(MatchingDbContext db, CancellationToken cancellationToken) => db.Firms
        .Where(firm => firm.IsProvisional && firm.MergedInto == null && firm.RetiredAt == null)
        .CountAsync(firm => db.Linkages.Count(linkage => linkage.FirmId == firm.Id && linkage.EndedAt == null) == 1, cancellationToken);

    private static List<LinkQuality.WeightStep> Steps(
        PairWeights weights,
        List<(LinkUnit Left, LinkageRule LeftRule, LinkUnit Right, LinkageRule RightRule)> oneFirm,
        List<(LinkUnit Left, LinkUnit Right)> twoFirms)
    {
        var one = oneFirm.CountBy(pair => StepOf(pair.Left, pair.Right)).ToDictionary();
        var two = twoFirms.CountBy(pair => StepOf(pair.Left, pair.Right)).ToDictionary();
        return [.. one.Keys.Union(two.Keys).Order().Select(step => new LinkQuality.WeightStep(
            step * LinkQuality.BitsPerStep, one.GetValueOrDefault(step), two.GetValueOrDefault(step)))];

        int StepOf(LinkUnit left, LinkUnit right) => (int)Math.Floor(
            (weights.PriorBits + PairComparison.Of(left, right).Sum(field => weights.Bits(field.Field, field.Level))) / LinkQuality.BitsPerStep);
    }

    private static CaptureRecapture RecallOf(List<(LinkUnit Left, LinkageRule LeftRule, LinkUnit Right, LinkageRule RightRule)> oneFirm)
    {
        long byCode = 0, byName = 0, both = 0;
        foreach (var pair in oneFirm)
        {
            var shared = LinkKey.Of(pair.Left).Intersect(LinkKey.Of(pair.Right)).ToList();
            var (code, name) = (shared.Exists(key => key.Kind != LinkKeyKind.Name), shared.Exists(key => key.Kind == LinkKeyKind.Name));
            byCode += code ? 1 : 0;
            byName += name ? 1 : 0;
            both += code && name ? 1 : 0;
        }

        return CaptureRecapture.Of(byCode, byName, both);
    }
}
