using System.Runtime.InteropServices;

namespace Matching.Domain.Linkage.Weighing;

/// <summary>Pairs of faces worth a comparison: those that share the core, its sound but for one syllable, or the 字号 and the province.</summary>
/// <remarks>Pairs of two provinces are never joined and only teach what chance brings: where there are many faces, one in <see cref="Rate"/> of them is taken and counts for all.</remarks>
internal sealed class CandidatePairs
{
    /// <summary>Faces of one province, or without any, that one key may bring together.</summary>
    public const int MostPerKey = 60;

    /// <summary>Faces one key may bring together over all provinces.</summary>
    private const int MostPerKeyAnywhere = 2_000;

    /// <summary>Faces from which on pairs of two provinces are sampled.</summary>
    private const int SampledFrom = 100_000;

    private const int ShortestOfSound = 3;

    /// <summary>Keys of sounds are many: they are cut by their value, and the parts done side by side.</summary>
    private const int Parts = 2;

    private static readonly string[] Passes = ["core", "trade-name-and-province", "sound-but-one-syllable"];

    private CandidatePairs(ulong[] pairs, int rate, IReadOnlyList<PassCost> costs) => (Pairs, Rate, Costs) = (pairs, rate, costs);

    /// <summary>Two places of faces each, the smaller in the high half; each pair once, ascending.</summary>
    public ulong[] Pairs { get; }

    /// <summary>How many pairs of two provinces one of them stands for.</summary>
    public int Rate { get; }

    public IReadOnlyList<PassCost> Costs { get; }

    public static (int Left, int Right) FacesOf(ulong pair) => ((int)(pair >> 32), (int)(uint)pair);

    public static CandidatePairs Of(IReadOnlyList<NameFace> faces)
    {
        var rate = 1;
        while (faces.Count / rate > SampledFrom)
        {
            rate *= 2;
        }

        // The many keys of sounds first, in parts; pairs of two parts may be the same.
        (int Pass, int Part)[] work = [.. Enumerable.Range(0, Parts).Select(part => (2, part)), (0, 0), (1, 0)];
        var found = new (ulong[] Pairs, long Keys, long Crowded)[work.Length];
        Parallel.For(0, work.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => found[i] = Run(work[i].Pass, work[i].Part, faces, rate));
        var passes = new (ulong[] Pairs, long Keys, long Crowded)[Passes.Length];
        (passes[0], passes[1]) = (found[^2], found[^1]);
        passes[2] = (Merged([.. found[..Parts].Select(part => part.Pairs)], out _), found[..Parts].Sum(part => part.Keys), found[..Parts].Sum(part => part.Crowded));
        var pairs = Merged([.. passes.Select(pass => pass.Pairs)], out var alone);
        return new CandidatePairs(pairs, rate, [.. passes.Select((pass, place) => new PassCost(Passes[place], pass.Keys, pass.Pairs.LongLength, alone[place], pass.Crowded))]);
    }

    private static (ulong[] Pairs, long Keys, long Crowded) Run(int pass, int part, IReadOnlyList<NameFace> faces, int rate)
    {
        var (keys, places) = KeysOf(pass, part, faces);
        Array.Sort(keys, places);
        var pairs = new List<ulong>(faces.Count);
        var byProvince = new List<int>[100];
        long crowded = 0;
        for (var from = 0; from < keys.Length;)
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                crowded += AddPairs(places.AsSpan(from, to - from), faces, rate, byProvince, pairs) ? 0 : 1;
            }

            from = to;
        }

        var sorted = pairs.ToArray();
        Array.Sort(sorted);
        return (Distinct(sorted), keys.Length, crowded);
    }

    /// <returns>False when some of the pairs were passed over.</returns>
    private static bool AddPairs(Span<int> places, IReadOnlyList<NameFace> faces, int rate, List<int>[] byProvince, List<ulong> pairs)
    {
        places.Sort();
        if (places.Length <= MostPerKey)
        {
            for (var i = 0; i < places.Length; i++)
            {
                AddPairs(places[i], places[(i + 1)..], faces, rate, pairs);
            }

            return true;
        }

        foreach (var place in places)
        {
            (byProvince[faces[place].Province] ??= []).Add(place);
        }

        var isWhole = places.Length <= MostPerKeyAnywhere;
        foreach (var same in byProvince)
        {
            if (same is null || same.Count == 0)
            {
                continue;
            }

            isWhole &= same.Count <= MostPerKey;
            for (var i = 0; i < same.Count && same.Count <= MostPerKey; i++)
            {
                AddPairs(same[i], CollectionsMarshal.AsSpan(same)[(i + 1)..], faces, rate, pairs);
            }

            if (places.Length <= MostPerKeyAnywhere && faces[same[0]].Province == 0 && same.Count <= MostPerKey)
            {
                foreach (var place in same)
                {
                    foreach (var other in places)
                    {
                        if (faces[other].Province != 0)
                        {
                            Add(Math.Min(place, other), Math.Max(place, other), faces, rate, pairs);
                        }
                    }
                }
            }

            same.Clear();
        }

        return isWhole;
    }

    private static void AddPairs(int place, ReadOnlySpan<int> others, IReadOnlyList<NameFace> faces, int rate, List<ulong> pairs)
    {
        foreach (var other in others)
        {
            Add(place, other, faces, rate, pairs);
        }
    }

    private static void Add(int left, int right, IReadOnlyList<NameFace> faces, int rate, List<ulong> pairs)
    {
        var (a, b) = (faces[left], faces[right]);
        if (a.Group == b.Group || left == right)
        {
            return;
        }

        var pair = ((ulong)left << 32) | (uint)right;
        if (rate == 1 || a.Province == b.Province || a.Province == 0 || b.Province == 0 || (pair * 0x9E3779B97F4A7C15UL >> 40) % (ulong)rate == 0)
        {
            pairs.Add(pair);
        }
    }

    private static (ulong[] Keys, int[] Places) KeysOf(int pass, int part, IReadOnlyList<NameFace> faces)
    {
        var keys = new List<ulong>(faces.Count * (pass == 2 ? 8 / Parts : 1));
        var places = new List<int>(keys.Capacity);
        for (var place = 0; place < faces.Count; place++)
        {
            AddKeys(pass, part, faces[place], keys);
            while (places.Count < keys.Count)
            {
                places.Add(place);
            }
        }

        return ([.. keys], [.. places]);
    }

    private static void AddKeys(int pass, int part, NameFace face, List<ulong> keys)
    {
        var name = face.Name;
        if (name.Core.Length < 2 || (name.IsBranch && pass > 0))
        {
            return;
        }

        if (pass == 0)
        {
            keys.Add(face.CoreKey);
        }
        else if (pass == 1 && name.TradeNameLength >= 2 && face.Province > 0)
        {
            keys.Add(face.TradeNameKey * 101 + (ulong)face.Province);
        }
        else if (pass == 2 && face.Sounds.Length >= ShortestOfSound)
        {
            var sounds = face.Sounds;
            for (var left = -1; left < sounds.Length; left++)
            {
                if (left <= 0 || sounds[left] != sounds[left - 1])
                {
                    var key = SoundKey(sounds, left);
                    if ((int)(key >> 33) % Parts == part)
                    {
                        keys.Add(key);
                    }
                }
            }
        }
    }

    /// <summary>FNV-1a over the syllables without one of them.</summary>
    private static ulong SoundKey(ushort[] sounds, int left)
    {
        var hash = 14695981039346656037UL;
        for (var i = 0; i < sounds.Length; i++)
        {
            hash = i == left ? hash : (hash ^ sounds[i]) * 1099511628211UL;
        }

        return hash;
    }

    private static ulong[] Distinct(ulong[] sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sorted[kept++] = sorted[i];
            }
        }

        return sorted[..kept];
    }

    /// <summary>All pairs of sorted passes, each once, ascending; counts those of one pass only.</summary>
    private static ulong[] Merged(ulong[][] passes, out long[] alone)
    {
        alone = new long[passes.Length];
        var at = new int[passes.Length];
        var merged = new List<ulong>(passes.Max(pass => pass.Length));
        while (true)
        {
            var (least, holders, holder) = (ulong.MaxValue, 0, -1);
            for (var pass = 0; pass < passes.Length; pass++)
            {
                if (at[pass] < passes[pass].Length && passes[pass][at[pass]] is var pair && pair <= least)
                {
                    (holders, holder) = pair < least ? (1, pass) : (holders + 1, holder);
                    least = pair;
                }
            }

            if (holders == 0)
            {
                return [.. merged];
            }

            merged.Add(least);
            alone[holder] += holders == 1 ? 1 : 0;
            for (var pass = 0; pass < passes.Length; pass++)
            {
                at[pass] += at[pass] < passes[pass].Length && passes[pass][at[pass]] == least ? 1 : 0;
            }
        }
    }
}
