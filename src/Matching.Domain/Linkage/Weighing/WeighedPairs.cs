namespace Matching.Domain.Linkage.Weighing;

/// <summary>Two groups that may be one firm.</summary>
/// <param name="Left">Place of the smaller group.</param>
/// <param name="Bits">log₂ of the odds that they are one firm.</param>
/// <param name="LeftFace">Place of the face of the left group that speaks most for it.</param>
internal readonly record struct WeighedPair(int Left, int Right, double Bits, int LeftFace, int RightFace, PairPattern Pattern)
{
    public int Other(int group) => group == Left ? Right : Left;
}

/// <summary>Candidates compared: their patterns are counted to learn from, and weighed with what was learnt.</summary>
internal sealed class WeighedPairs
{
    /// <summary>A firm and the group it belongs to differ in one word: whatever the lists teach, a person says whether they are one.</summary>
    private const double MostForGroups = 0.6;

    private readonly IReadOnlyList<NameFace> faces;
    private readonly CandidatePairs candidates;
    private readonly short[] patterns;
    private readonly FaceComparison comparison;

    public WeighedPairs(IReadOnlyList<NameFace> faces)
    {
        this.faces = faces;
        comparison = new FaceComparison(faces);
        candidates = CandidatePairs.Of(faces);
        patterns = new short[candidates.Pairs.Length];
        Parallel.For(0, patterns.Length, i =>
        {
            var (left, right) = CandidatePairs.FacesOf(candidates.Pairs[i]);
            patterns[i] = (short)(comparison.Of(faces[left], faces[right])?.Index ?? -1);
        });
    }

    public IReadOnlyList<PassCost> Costs => candidates.Costs;

    public PairCounts Count()
    {
        var counts = new PairCounts();
        for (var i = 0; i < patterns.Length; i++)
        {
            if (patterns[i] >= 0)
            {
                var (left, right) = CandidatePairs.FacesOf(candidates.Pairs[i]);
                var (a, b) = (faces[left], faces[right]);
                var seen = a.IsKnownApartFrom(b) ? counts.TwoFirms : counts.Unknown;
                seen[patterns[i]] += a.Province != b.Province && a.Province > 0 && b.Province > 0 ? candidates.Rate : 1;
            }
        }

        for (var from = 0; from < faces.Count;)
        {
            var to = from + 1;
            while (to < faces.Count && faces[to].Group == faces[from].Group)
            {
                to++;
            }

            for (var i = from; faces[from].Code is not null && i < to; i++)
            {
                for (var j = i + 1; j < to; j++)
                {
                    if (comparison.Of(faces[i], faces[j]) is { } pattern)
                    {
                        counts.OneFirm[pattern.Index]++;
                    }
                }
            }

            from = to;
        }

        return counts;
    }

    /// <summary>Of all pairs of groups with one owner, the share that are candidates.</summary>
    /// <param name="owners">By group; null = nobody's.</param>
    public double Reach(IReadOnlyList<string?> owners)
    {
        var all = owners.OfType<string>().CountBy(owner => owner).Sum(owner => (long)owner.Value * (owner.Value - 1) / 2);
        var found = new HashSet<(int, int)>();
        foreach (var pair in candidates.Pairs)
        {
            var (left, right) = CandidatePairs.FacesOf(pair);
            if (owners[faces[left].Group] is { } owner && owner == owners[faces[right].Group])
            {
                found.Add((faces[left].Group, faces[right].Group));
            }
        }

        return all == 0 ? 1 : (double)found.Count / all;
    }

    /// <summary>The pair of faces that speaks most for each two groups, from a belief on; the strongest first.</summary>
    public List<WeighedPair> From(double belief, PairModel model)
    {
        var least = PairModel.BitsOf(belief);
        var bits = Enumerable.Range(0, PairPattern.Count)
            .Select(PairPattern.At)
            .Select(pattern => pattern.Region == RegionLevel.Contradicting ? double.NegativeInfinity
                : pattern.Form == FormLevel.GroupDiffers ? Math.Min(model.Bits(pattern), PairModel.BitsOf(MostForGroups))
                : model.Bits(pattern))
            .ToArray();
        var best = new Dictionary<(int, int), WeighedPair>();
        for (var i = 0; i < patterns.Length; i++)
        {
            if (patterns[i] < 0 || bits[patterns[i]] < least)
            {
                continue;
            }

            var (left, right) = CandidatePairs.FacesOf(candidates.Pairs[i]);
            var groups = (faces[left].Group, faces[right].Group);
            if (!faces[left].IsKnownApartFrom(faces[right]) && (!best.TryGetValue(groups, out var known) || bits[patterns[i]] > known.Bits))
            {
                best[groups] = new WeighedPair(groups.Item1, groups.Item2, bits[patterns[i]], left, right, PairPattern.At(patterns[i]));
            }
        }

        return [.. best.Values.OrderByDescending(pair => pair.Bits).ThenBy(pair => pair.Left).ThenBy(pair => pair.Right)];
    }
}
