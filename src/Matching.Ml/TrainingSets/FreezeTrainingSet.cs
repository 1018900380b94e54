using System.Globalization;
using Matching.Domain.Firms;
using Matching.Domain.Pushes;
using Matching.Domain.Scoring;
using Matching.Ml.Features;
using Matching.Ml.Scoring;
using Matching.Storage.Profiles;

namespace Matching.Ml.TrainingSets;

/// <summary>What came of an attempt to build a set.</summary>
public abstract record FreezeResult
{
    public sealed record Frozen(TrainingSet Set) : FreezeResult;

    /// <param name="Reasons">Chinese: what was found and what would be right.</param>
    public sealed record Refused(IReadOnlyList<string> Reasons) : FreezeResult;
}

/// <summary>Builds a training set: every push with its outcome, and features of the push day from facts published by that day.</summary>
/// <remarks>Reads all firms twice, streaming. Peers of a push are all firms on the first day of its year, so nothing of that year leaks into a place among peers.</remarks>
public sealed class FreezeTrainingSet(FirmProfileReader profiles, PointCards cards)
{
    /// <param name="asOf">Outcomes handed in after this day are left out.</param>
    public async Task<FreezeResult> BuildAsync(LabelDefinition label, DateOnly asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(label);
        var card = await cards.InForceAsync(cancellationToken);
        var years = await YearsAsync(asOf, cancellationToken);
        if (years.Count == 0)
        {
            return new FreezeResult.Refused(["还没有银行反馈。请先导入“推送反馈名单”，再建立训练集。"]);
        }

        var norms = await NormsAsync(asOf, years, cancellationToken);
        var rows = await RowsAsync(label, asOf, norms, card, cancellationToken);
        var reasons = Problems(label, rows.Rows);
        return reasons.Count > 0
            ? new FreezeResult.Refused(reasons)
            : new FreezeResult.Frozen(new TrainingSet(
                label, asOf, ModelFeatures.V1.Version, ModelFeatures.V1.Hash, [.. ModelFeatures.V1.All.Select(feature => feature.Name)],
                card.Version, rows.Bases, norms[years.Max()], rows.Rows));
    }

    private async Task<IReadOnlyList<int>> YearsAsync(DateOnly asOf, CancellationToken cancellationToken)
    {
        var years = new SortedSet<int>();
        await foreach (var profile in profiles.ReadAllAsync(asOf, false, cancellationToken))
        {
            if (profile.Kind == UnitKind.Firm)
            {
                years.UnionWith(PushHistory.Of(profile.Facts, asOf).Select(push => push.PushedOn.Year));
            }
        }

        return [.. years];
    }

    private async Task<Dictionary<int, PeerNorms>> NormsAsync(DateOnly asOf, IReadOnlyList<int> years, CancellationToken cancellationToken)
    {
        DateOnly[] days = [.. years.Select(year => new DateOnly(year, 1, 1))];
        var builders = days.Select(day => new PeerNorms.Builder(day)).ToArray();
        await foreach (var firm in profiles.ReadAllOnDaysAsync(asOf, _ => days, cancellationToken))
        {
            for (var i = 0; i < days.Length && firm.Now.Kind == UnitKind.Firm; i++)
            {
                ModelFeatures.V1.Gather(new FirmOnDay(firm.Then[i], days[i]), builders[i]);
            }
        }

        return builders.ToDictionary(builder => builder.AsOf.Year, builder => builder.Build());
    }

    private async Task<(IReadOnlyList<TrainingRow> Rows, LabelBases Bases)> RowsAsync(
        LabelDefinition label, DateOnly asOf, Dictionary<int, PeerNorms> norms, PointCard card, CancellationToken cancellationToken)
    {
        var scorer = new FirmScorer(card);
        var rows = new List<TrainingRow>();
        var all = new List<PushHistory>();
        await foreach (var firm in profiles.ReadAllOnDaysAsync(asOf, now => [.. PushHistory.Of(now.Facts, asOf).Select(push => push.PushedOn)], cancellationToken))
        {
            if (firm.Now.Kind != UnitKind.Firm)
            {
                continue;
            }

            var pushes = PushHistory.Of(firm.Now.Facts, asOf);
            all.AddRange(pushes);
            for (var i = 0; i < pushes.Count; i++)
            {
                if (label.LabelOf(pushes[i]) is { } value)
                {
                    rows.Add(Row(label, pushes[i], value, firm.Then[i], norms[pushes[i].PushedOn.Year], scorer));
                }
            }
        }

        rows.Sort((left, right) => (left.PushedOn, left.Firm, left.Bank).CompareTo((right.PushedOn, right.Firm, right.Bank)));
        return (rows, new LabelBases(
            all.Count, all.Count(push => push.WasContacted), all.Count(push => push.HadNeed), all.Count(push => push.WasApproved || push.WasRefused),
            all.Count(push => push.WasApproved), all.Count(push => push.WasDrawn), all.Count(push => push.WasOverdue), all.Count(push => push.WasRepaid)));
    }

    private static TrainingRow Row(LabelDefinition label, PushHistory push, int value, FirmProfile then, PeerNorms norms, FirmScorer scorer)
    {
        var firm = new FirmOnDay(then, push.PushedOn);
        var field = ModelFeatures.GroupOf(firm, PeerKind.Field);
        return new TrainingRow(
            push.Firm.Value,
            push.Bank,
            push.PushedOn,
            push.KnownOn,
            label.Group == GroupKind.BankYear
                ? string.Create(CultureInfo.InvariantCulture, $"{push.Bank} {push.PushedOn.Year}")
                : string.Create(CultureInfo.InvariantCulture, $"{ModelFeatures.GroupText(PeerKind.Field, field)} {push.PushedOn.Year}"),
            value,
            scorer.Points(then, push.PushedOn).Points,
            field,
            ModelFeatures.GroupOf(firm, PeerKind.Region),
            ModelFeatures.GroupOf(firm, PeerKind.Age),
            TrainingRow.SizeBandOf(then.CapitalCny),
            ModelFeatures.V1.Read(firm, norms));
    }

    private static List<string> Problems(LabelDefinition label, IReadOnlyList<TrainingRow> rows)
    {
        var reasons = new List<string>();
        var positives = rows.Count(row => row.Label >= label.PositiveFrom);
        if (rows.Count == 0)
        {
            reasons.Add($"没有“{label.Base}”，不能按“{label.Title}”建立训练集。");
        }
        else if (positives == 0 || positives == rows.Count)
        {
            reasons.Add($"“{label.Title}”全部相同（{rows.Count} 行），学不到区别。请等有不同结果的反馈后再建立。");
        }

        if (rows.FirstOrDefault(row => row.KnownOn <= row.PushedOn) is { } early)
        {
            reasons.Add($"企业 {early.Firm} 在 {early.Bank} 的反馈名单发布日（{early.KnownOn:yyyy-MM-dd}）不晚于推送日（{early.PushedOn:yyyy-MM-dd}），请核对该行日期。");
        }

        if (rows.GroupBy(row => row.Key, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            reasons.Add($"行键 {twice.Key} 出现 {twice.Count()} 次，请核对反馈名单。");
        }

        return reasons;
    }
}
