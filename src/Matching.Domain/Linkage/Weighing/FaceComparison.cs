using System.Runtime.InteropServices;
using Matching.Domain.Codes;
using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Linkage.Weighing;

/// <summary>Compares two faces part by part.</summary>
internal sealed class FaceComparison
{
    private const int ShortestOfCharacter = 3;
    private const int ShortestOfSound = 4;

    private readonly Dictionary<ulong, int> citiesOfCore = [];
    private readonly Dictionary<ulong, int> citiesOfTradeName = [];

    /// <param name="faces">All there are: they tell in how many cities a name is borne.</param>
    public FaceComparison(IReadOnlyList<NameFace> faces)
    {
        Parallel.Invoke(
            () => Count(faces, face => face.CoreKey, citiesOfCore),
            () => Count(faces, face => face.TradeNameKey, citiesOfTradeName));
    }

    /// <returns>Null when nothing makes the two one firm.</returns>
    public PairPattern? Of(NameFace left, NameFace right) =>
        left.Name.IsBranch == right.Name.IsBranch && CoreOf(left, right) is { } core
            ? new PairPattern(core, RarityOf(core, left, right), RegionOf(left.Region, right.Region), FormOf(left.Name, right.Name))
            : null;

    /// <summary>Counts the cities of each key; a key of one city, as most are, is not kept.</summary>
    private static void Count(IReadOnlyList<NameFace> faces, Func<NameFace, ulong> keyOf, Dictionary<ulong, int> cities)
    {
        var first = new Dictionary<ulong, int>(faces.Count);
        var others = new HashSet<(ulong Key, int City)>();
        foreach (var face in faces)
        {
            if (face.Region is not { IsNation: false } region)
            {
                continue;
            }

            var (key, city) = (keyOf(face), (RegionAgreement.City(region) ?? region).Value);
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(first, key, out var isKnown);
            if (!isKnown)
            {
                known = city;
            }
            else if (known != city && others.Add((key, city)))
            {
                cities[key] = cities.GetValueOrDefault(key, 1) + 1;
            }
        }
    }

    private int RarityOf(CoreLevel core, NameFace left, NameFace right) => core switch
    {
        CoreLevel.Same or CoreLevel.SameSound or CoreLevel.CutOff =>
            PairPattern.RarityOf(Math.Max(citiesOfCore.GetValueOrDefault(left.CoreKey), citiesOfCore.GetValueOrDefault(right.CoreKey))),
        CoreLevel.OtherTrade => PairPattern.RarityOf(citiesOfTradeName.GetValueOrDefault(left.TradeNameKey)),
        CoreLevel.SoundButOne when left.Sounds.AsSpan().CommonPrefixLength(right.Sounds) >= LongerTradeName(left, right) => 2,
        _ => LongerTradeName(left, right) switch { <= 2 => 3, 3 => 1, _ => 0 },
    };

    private static int LongerTradeName(NameFace left, NameFace right) => Math.Max(left.Name.TradeNameLength, right.Name.TradeNameLength);

    private static CoreLevel? CoreOf(NameFace one, NameFace other)
    {
        var (a, b) = (one.Name, other.Name);
        var left = a.Core;
        var right = b.Core;
        if (left.Length < 2 || right.Length < 2)
        {
            return null;
        }

        if (left.SequenceEqual(right))
        {
            return a.IsBranch && !a.Body.SequenceEqual(b.Body) ? null : CoreLevel.Same;
        }

        if (a.IsBranch)
        {
            // 第一分公司 and 第二分公司 are one character apart and two bodies.
            return null;
        }

        if (left.Length == right.Length && one.Sounds.AsSpan().SequenceEqual(other.Sounds))
        {
            return CoreLevel.SameSound;
        }

        if ((a.Form.Length == 0 && right.StartsWith(left)) || (b.Form.Length == 0 && left.StartsWith(right)))
        {
            return CoreLevel.CutOff;
        }

        if (Math.Min(left.Length, right.Length) >= ShortestOfCharacter && NameAgreement.IsOneEditApart(left, right))
        {
            var at = left.CommonPrefixLength(right);
            return left.Length == right.Length && LookAlikes.Are(left[at], right[at]) ? CoreLevel.LooksAlike
                : at >= LongerTradeName(one, other) ? CoreLevel.OneCharacterOfTrade
                : left.Length == right.Length ? CoreLevel.OtherCharacter
                : CoreLevel.CharacterMoreOrLess;
        }

        return a.TradeNameLength >= 2 && one.TradeName.SequenceEqual(other.TradeName) ? CoreLevel.OtherTrade
            : Math.Min(one.Sounds.Length, other.Sounds.Length) >= ShortestOfSound && AreOneApart(one.Sounds, other.Sounds) ? CoreLevel.SoundButOne
            : null;
    }

    private static bool AreOneApart(ReadOnlySpan<ushort> left, ReadOnlySpan<ushort> right)
    {
        var shorter = left.Length <= right.Length ? left : right;
        var longer = left.Length <= right.Length ? right : left;
        if (longer.Length - shorter.Length > 1)
        {
            return false;
        }

        var same = shorter.CommonPrefixLength(longer);
        return same == shorter.Length || shorter[(shorter.Length == longer.Length ? same + 1 : same)..].SequenceEqual(longer[(same + 1)..]);
    }

    private static RegionLevel RegionOf(RegionCode? left, RegionCode? right)
    {
        if (left is not { IsNation: false } a || right is not { IsNation: false } b)
        {
            return RegionLevel.Missing;
        }

        return RegionAgreement.Contradict(a, b) ? RegionLevel.Contradicting
            : RegionAgreement.City(a) is { } city && RegionAgreement.City(b) == city ? RegionLevel.SameCity
            : RegionLevel.SameProvince;
    }

    private static FormLevel FormOf(SpelledName a, SpelledName b)
    {
        if (a.Form.Length == 0 || b.Form.Length == 0)
        {
            return a.Form.Length == b.Form.Length && a.IsGroup == b.IsGroup ? FormLevel.Same : FormLevel.Missing;
        }

        return a.IsGroup != b.IsGroup ? FormLevel.GroupDiffers
            : a.Form == b.Form ? FormLevel.Same
            : IsByShares(a.Form) == IsByShares(b.Form) ? FormLevel.Kin
            : FormLevel.Differs;
    }

    private static bool IsByShares(string form) => form.Contains("股份", StringComparison.Ordinal);
}
