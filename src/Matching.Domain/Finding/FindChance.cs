using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Finding;

/// <summary>How far a near name can be believed, given the firms held: chance is measured by looking for firms as if they were not there.</summary>
/// <remarks>belief = q / (q + c): c is the share of absent firms that find somebody at the level, measured here; q the share of
/// firms that are there which print their name that way, an estimate that no labelled list has confirmed yet. As many rows are taken to be absent as present.</remarks>
internal sealed class FindChance
{
    /// <summary>What was not seen among n may still be.</summary>
    private const double Unseen = 0.1;

    /// <summary>A few firms say little of chance, but chance among a few firms is small: they count as so many tries that met nobody.</summary>
    private const int FewestTries = 200;

    /// <summary>Of rows with a legal form, by <see cref="Spelling"/>.</summary>
    private static readonly double[] WithForm = [.88, .07, .0005, .0005, .005, .002, .01, .008, .004, .01, .003, .004, .003, .002];

    /// <summary>Of rows without one.</summary>
    private static readonly double[] WithoutForm = [.02, .02, .74, .18, .01, .002, .005, .008, .004, .005, .003, .004, .003, .002];

    /// <summary>Of rows whose region is known, by <see cref="Standing"/>.</summary>
    private static readonly double[] ByRegion = [.88, .06, .04, .02];

    private readonly Dictionary<(bool HasRegion, bool HasForm, Spelling, Standing), int> seen = [];
    private readonly int[] tried = new int[4];

    public void Tried(bool hasRegion, bool hasForm, NearFirm? only)
    {
        tried[KindOf(hasRegion, hasForm)]++;
        if (only is { } one)
        {
            var key = (hasRegion, hasForm, one.Level.Spelling, one.Level.Region);
            seen[key] = seen.GetValueOrDefault(key) + 1;
        }
    }

    public double Belief(bool hasRegion, bool hasForm, RegisterLevel level)
    {
        var printed = (hasForm ? WithForm : WithoutForm)[(int)level.Spelling] * (hasRegion ? ByRegion[(int)level.Region] : 1);
        var chance = (seen.GetValueOrDefault((hasRegion, hasForm, level.Spelling, level.Region)) + Unseen) / (Math.Max(FewestTries, tried[KindOf(hasRegion, hasForm)]) + 1);
        return printed / (printed + chance);
    }

    private static int KindOf(bool hasRegion, bool hasForm) => (hasRegion ? 2 : 0) + (hasForm ? 1 : 0);
}
