using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Ml.Evaluation;
using Matching.Ml.Explaining;
using Matching.Ml.Features;
using Matching.Ml.Registry;
using Matching.Storage.Profiles;

namespace Matching.Ml.Drift;

/// <summary>How far one factor, or the points, have moved since the model was fitted.</summary>
/// <param name="Psi">Null when it cannot be computed.</param>
public sealed record DriftLine(string Code, string Title, double? Psi, DriftBand? Band, IReadOnlyList<float> Edges, IReadOnlyList<long> Then, IReadOnlyList<long> Now);

/// <param name="Since">Day the spreads of the model were taken on.</param>
public sealed record DriftBoard(string ModelId, string Name, DateOnly Since, DateOnly AsOf, int Firms, DriftLine Points, IReadOnlyList<DriftLine> Factors)
{
    public DriftBand Worst => Factors.Append(Points).Max(line => line.Band ?? DriftBand.Stable);
}

/// <summary>Compares all firms of today with the firms the model was set on: PSI of the points, CSI of every factor.</summary>
public sealed class MeasureDrift(ModelRegistry registry, FirmProfileReader profiles, TimeProvider clock)
{
    /// <param name="model">Id or name; null for the live one.</param>
    /// <returns>Null when there is no such model.</returns>
    public async Task<DriftBoard?> RunAsync(string? model, CancellationToken cancellationToken)
    {
        if ((model is null ? await registry.LiveAsync(cancellationToken) : await registry.OpenAsync(model, cancellationToken)) is not { } opened)
        {
            return null;
        }

        var today = BeijingTime.Today(clock);
        var norms = opened.Scale.PeerNorms;
        var rows = new List<float[]>();
        await foreach (var profile in profiles.ReadAllAsync(today, false, cancellationToken))
        {
            if (profile.Kind == UnitKind.Firm)
            {
                rows.Add(ModelFeatures.V1.Read(new FirmOnDay(profile, today), norms));
            }
        }

        var points = new ModelReasons(opened.Ranker, opened.Scale).Points(rows);
        return new(
            opened.Record.Id, opened.Record.Name, opened.Scale.AsOf, today, rows.Count,
            Line("points", "模型分", opened.Scale.PointSpread, [.. points.Select(point => (float)point)]),
            [
                .. ModelFeatures.V1.All
                    .Select((feature, f) => Line(feature.Name, feature.Title, opened.Scale.Spreads[f], [.. rows.Select(row => row[f])]))
                    .OrderByDescending(line => line.Psi ?? -1)
                    .ThenBy(line => line.Code, StringComparer.Ordinal),
            ]);
    }

    private static DriftLine Line(string code, string title, Spread then, float[] now)
    {
        var psi = Evaluator.Known(then.PsiOf(now));
        return new(code, title, psi, psi is { } known ? Stability.BandOf(known) : null, then.Edges, then.Counts, then.CountsOf(now));
    }
}
