using Matching.Domain.Codes;
using Matching.Domain.Linkage;
using Matching.Domain.Linkage.Register;

namespace Matching.Domain.Finding;

/// <summary>A firm near a name, at the level of its nearest name.</summary>
internal readonly record struct NearFirm(int Firm, int Name, RegisterLevel Level)
{
    /// <summary>Exactly the name, and nothing known of the regions speaks against it.</summary>
    public bool IsSame => Level is { Spelling: Spelling.Same, Region: not Standing.Contradicting };
}

/// <summary>Gathers the firms near a printed name: equal name, equal core, equal sound, one character, or a name that breaks off.</summary>
/// <remarks>The comparison and its levels are those the linking of deliveries uses (<see cref="SpellingComparison"/>), over keys that can grow.</remarks>
internal sealed class NearFirms(HeldFirms held, SpelledName name, RegionCode? stated, int besides)
{
    private const int ShortestForOneCharacter = 5;
    private const int MostByStart = 48;

    private readonly Dictionary<int, NearFirm> nearest = [];
    private readonly HashSet<int> judged = [];

    /// <summary>Nearest first. Firms further than any level are not in it.</summary>
    /// <param name="besides">A firm that does not count; −1 = all count.</param>
    public static IReadOnlyList<NearFirm> Of(HeldFirms held, SpelledName name, RegionCode? stated, int besides = -1)
    {
        var near = new NearFirms(held, name, stated, besides);
        near.LookEverywhere();
        return [.. near.nearest.Values.OrderBy(one => one.IsSame ? 0 : 1).ThenBy(one => one.Level.Cost).ThenBy(one => held.IdOf(one.Firm))];
    }

    private void LookEverywhere()
    {
        Look(NameHash.Of('N', name.Folded));
        if (nearest.Count == 1 && nearest.Values.Single() is { IsSame: true, Level.IsFormer: false })
        {
            // The only firm of exactly this name: near names of others change nothing.
            return;
        }

        Look(NameHash.Of('B', name.Body));
        Look(NameHash.Of('P', name.Bare));
        Look(NameHash.Of('N', name.Bare));
        Look(NameHash.Of('N', name.Body));
        Look(NameHash.Of('B', name.Folded));
        if (name.IsComparable)
        {
            Look(NameHash.Of('C', name.Core));
            Look(name.SoundKey);
            if (name.Form.Length == 0)
            {
                LookByStart(name.Folded);
                LookByStart(name.Core.ToString());
            }
        }

        if (name.Folded.Length >= ShortestForOneCharacter)
        {
            for (var left = 0; left < name.Folded.Length; left++)
            {
                // One character other: both lack the same place. One more: the name without it is the firm's.
                Look(NameHash.Without('D', name.Folded, left));
                Look(NameHash.Without('N', name.Folded, left));
            }

            Look(NameHash.Of('D', name.Folded));
        }
    }

    private void Look(ulong key)
    {
        Span<int> places = stackalloc int[KeySlots.MostPerKey];
        foreach (var place in places[..held.FindKey(key, places)])
        {
            Judge(place);
        }
    }

    private void LookByStart(string text)
    {
        Span<int> places = stackalloc int[MostByStart];
        foreach (var place in places[..held.FindStart(text, places)])
        {
            Judge(place);
        }
    }

    private void Judge(int place)
    {
        var firm = held.FirmOf(place);
        if (firm == besides || !held.IsHeld(firm) || !judged.Add(place))
        {
            return;
        }

        var other = SpelledName.Of(held.TextOf(place).ToString());
        if (SpellingComparison.Of(name, other) is not { } spelling)
        {
            return;
        }

        // Two regions in the names themselves that contradict each other are two firms' names.
        var standing = RegionAgreement.Contradict(name.Region, other.Region)
            ? Standing.Contradicting
            : Standings.Of(stated ?? name.Region, held.RegionsOf(firm));
        var level = new RegisterLevel(spelling, standing, RegisterLevel.SizeOf(name), held.IsFormer(place));
        if (!nearest.TryGetValue(firm, out var known) || level.Cost < known.Level.Cost)
        {
            nearest[firm] = new NearFirm(firm, place, level);
        }
    }
}
