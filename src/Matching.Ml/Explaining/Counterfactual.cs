using Matching.Ml.Features;
using Matching.Ml.Registry;
using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Explaining;

/// <summary>One change that would lift the firm.</summary>
public sealed record WhatItNeeds(string Code, string Title, string From, string To, decimal PointsAfter, int GradeAfter);

/// <summary>What a better grade would need.</summary>
/// <param name="Alone">Changes each of which is enough by itself, the smallest step of each factor; most gain first.</param>
/// <param name="Together">When none is enough alone: changes made one after the other, largest gain first. Empty when even all are not enough.</param>
public sealed record Needs(int Grade, decimal Cut, decimal Missing, IReadOnlyList<WhatItNeeds> Alone, IReadOnlyList<WhatItNeeds> Together);

/// <summary>Walks the values other firms have and asks the model what each would bring. Only what a firm can gain is walked: rising factors, not age or capital.</summary>
/// <remarks>A place among peers moves with its value, by the spread kept with the model.</remarks>
public sealed class Counterfactual(IRanker model, ModelScale scale)
{
    private const int MostTogether = 4;

    private readonly ModelReasons reasons = new(model, scale);
    private readonly PeerNorms norms = scale.PeerNorms;

    /// <param name="grade">Wanted step, 1–9; better than the firm's own.</param>
    /// <returns>Null when the firm already has the grade.</returns>
    public Needs? For(FirmOnDay firm, int grade)
    {
        ArgumentNullException.ThrowIfNull(firm);
        ArgumentOutOfRangeException.ThrowIfLessThan(grade, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(grade, scale.Cuts.Count);
        var now = ModelFeatures.V1.Read(firm, norms);
        var cut = scale.Cuts[grade - 1];
        var points = reasons.Points([now])[0];
        if (points >= cut)
        {
            return null;
        }

        List<WhatItNeeds> single = [.. Actionable().Select(place => Smallest(firm, now, place, cut)).OfType<WhatItNeeds>().OrderByDescending(need => need.PointsAfter)];
        return new(grade, cut, cut - points, single, single.Count > 0 ? [] : Together(firm, now, cut));
    }

    private WhatItNeeds? Smallest(FirmOnDay firm, float[] now, int place, decimal cut)
    {
        var steps = Steps(firm, now, place);
        var points = reasons.Points([.. steps.Select(step => step.Row)]);
        for (var i = 0; i < steps.Count; i++)
        {
            if (points[i] >= cut)
            {
                return Need(place, now[place], steps[i].Value, points[i]);
            }
        }

        return null;
    }

    private List<WhatItNeeds> Together(FirmOnDay firm, float[] now, decimal cut)
    {
        var done = new List<WhatItNeeds>();
        var row = now;
        for (var change = 0; change < MostTogether; change++)
        {
            var steps = Actionable()
                .Where(place => done.TrueForAll(need => need.Code != ModelFeatures.V1.All[place].Name))
                .SelectMany(place => Steps(firm, row, place).Select(step => (Place: place, step.Value, step.Row)))
                .ToList();
            var points = reasons.Points([.. steps.Select(step => step.Row)]);
            var best = -1;
            for (var i = 0; i < steps.Count; i++)
            {
                best = best < 0 || points[i] > points[best] ? i : best;
            }

            if (best < 0)
            {
                break;
            }

            // Of the steps of that factor the smallest that gives as much.
            var same = Enumerable.Range(0, steps.Count).First(i => steps[i].Place == steps[best].Place && (points[i] == points[best] || points[i] >= cut));
            done.Add(Need(steps[same].Place, row[steps[same].Place], steps[same].Value, points[same]));
            row = steps[same].Row;
            if (points[same] >= cut)
            {
                return done;
            }
        }

        return [];
    }

    /// <summary>The row with the factor at each higher value other firms have, rising; places among peers moved along.</summary>
    private List<(float Value, float[] Row)> Steps(FirmOnDay firm, float[] row, int place)
    {
        var feature = ModelFeatures.V1.All[place];
        return
        [
            .. scale.Candidates[place].Where(value => float.IsNaN(row[place]) || value > row[place]).Select(value =>
            {
                var changed = (float[])row.Clone();
                changed[place] = value;
                for (var f = 0; f < changed.Length; f++)
                {
                    if (ModelFeatures.V1.All[f] is { Peers: { } kind } && ModelFeatures.V1.All[f].Base == feature.Base)
                    {
                        changed[f] = norms.ShareOf(feature.Base.Name, kind, ModelFeatures.GroupOf(firm, kind), value);
                    }
                }

                return (value, changed);
            }),
        ];
    }

    private WhatItNeeds Need(int place, float from, float to, decimal points)
    {
        var feature = ModelFeatures.V1.All[place];
        return new(feature.Name, feature.Title, ModelReasons.ValueText(feature, from), ModelReasons.ValueText(feature, to), points, scale.GradeOf(points).Step);
    }

    private static IEnumerable<int> Actionable() =>
        Enumerable.Range(0, ModelFeatures.V1.All.Count).Where(place => ModelFeatures.V1.All[place] is { Peers: null, IsRising: true });
}
