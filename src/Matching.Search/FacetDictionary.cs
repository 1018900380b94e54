using System.Globalization;
using Matching.Domain.Libraries;

namespace Matching.Search;

/// <summary>Ordinals of one facet's values, shared by all segments. Ordinal 0 = the firm has no value.</summary>
/// <remarks>A facet with several values per firm (the libraries) has one ordinal per combination; there are few.</remarks>
internal sealed class FacetDictionary(FirmFacet facet)
{
    private readonly Lock adding = new();
    private volatile Content content = new([0], new Dictionary<int, ushort> { [0] = 0 }, [[]]);

    public FirmFacet Facet { get; } = facet;

    /// <summary>Ordinals in use, 0 included.</summary>
    public int Count => content.Keys.Length;

    public int KeyOf(ushort ordinal) => content.Keys[ordinal];

    /// <summary>Codes that firms with this ordinal count for.</summary>
    public IReadOnlyList<string> CodesOf(int ordinal) => content.Codes[ordinal];

    public ushort OrdinalOf(FirmDocument document)
    {
        var key = KeyOf(document);
        return content.Ordinals.TryGetValue(key, out var ordinal) ? ordinal : Add(key);
    }

    /// <summary>Which ordinals carry one of the codes.</summary>
    public bool[] Marked(IReadOnlyList<string> codes)
    {
        var wanted = codes.ToHashSet(StringComparer.Ordinal);
        var known = content.Codes;
        var marked = new bool[known.Length];
        for (var ordinal = 0; ordinal < known.Length; ordinal++)
        {
            foreach (var code in known[ordinal])
            {
                marked[ordinal] |= wanted.Contains(code);
            }
        }

        return marked;
    }

    /// <summary>A firm's value as a number; 0 = none.</summary>
    private int KeyOf(FirmDocument document) => Facet switch
    {
        FirmFacet.Library => MaskOf(document.Libraries),
        FirmFacet.LibraryInForce => MaskOf(document.LibrariesInForce),
        FirmFacet.Province => document.Region is { } region ? region.Value / 10_000 * 10_000 : 0,
        FirmFacet.City => document.Region is { } region && region.Value % 10_000 != 0 ? region.Value / 100 * 100 : 0,
        FirmFacet.County => document.Region is { } region && region.Value % 100 != 0 ? region.Value : 0,
        FirmFacet.Field => (int)(document.Field ?? 0),
        FirmFacet.IndustrySection => document.IndustrySection ?? 0,
        FirmFacet.Grade => document.Grade ?? 0,
        FirmFacet.BestAwardLevel => (int)document.BestAwardLevel,
        FirmFacet.BestProjectLevel => (int)document.BestProjectLevel,
        FirmFacet.Standing => (int)StandingOf(document),
        _ => throw new ArgumentOutOfRangeException(nameof(document), Facet, "No such facet."),
    };

    private string[] MakeCodes(int key) => Facet switch
    {
        _ when key == 0 => [],
        FirmFacet.Library or FirmFacet.LibraryInForce =>
            [.. LibrariesOf(key).Select(library => library.Info().Code)],
        FirmFacet.Province or FirmFacet.City or FirmFacet.County => [key.ToString("D6", CultureInfo.InvariantCulture)],
        FirmFacet.IndustrySection => [((char)key).ToString()],
        FirmFacet.BestAwardLevel or FirmFacet.BestProjectLevel => [FacetCodes.Of((AuthorityLevel)key)],
        FirmFacet.Standing => [FacetCodes.Of((FirmStanding)key)],
        _ => [key.ToString(CultureInfo.InvariantCulture)],
    };

    /// <summary>The libraries of a combination.</summary>
    public static IReadOnlyList<Library> LibrariesOf(int mask) =>
        [.. LibraryCatalog.All.Select(info => info.Library).Where(library => (mask >> (int)library & 1) != 0)];

    private static int MaskOf(IReadOnlyList<Library> libraries)
    {
        var mask = 0;
        foreach (var library in libraries)
        {
            mask |= 1 << (int)library;
        }

        return mask;
    }

    private static FirmStanding StandingOf(FirmDocument document) =>
        document.IsExcluded ? FirmStanding.Excluded
        : document.IsProvisional ? FirmStanding.Provisional
        : FirmStanding.Regular;

    private ushort Add(int key)
    {
        lock (adding)
        {
            var old = content;
            if (old.Ordinals.TryGetValue(key, out var ordinal))
            {
                return ordinal;
            }

            ordinal = checked((ushort)old.Keys.Length);
            content = new Content(
                [.. old.Keys, key],
                new Dictionary<int, ushort>(old.Ordinals) { [key] = ordinal },
                [.. old.Codes, MakeCodes(key)]);
            return ordinal;
        }
    }

    private sealed record Content(int[] Keys, Dictionary<int, ushort> Ordinals, string[][] Codes);
}
