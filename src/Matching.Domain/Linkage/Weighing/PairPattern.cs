namespace Matching.Domain.Linkage.Weighing;

/// <summary>What the comparison of two faces came to, as small integers: millions of pairs show the same few patterns, which are counted and weighed together.</summary>
/// <param name="Rarity">
/// 0 to 3, how much chance can bring about. Where cores or 字号 agree: in how many cities the agreeing part is borne (up to 2, 5, 15, more).
/// Where one character or syllable differs: by the length of the 字号 (4 and more, 3, –, 2); 2 for a syllable of the trade words.
/// </param>
internal readonly record struct PairPattern(CoreLevel Core, int Rarity, RegionLevel Region, FormLevel Form)
{
    public const int Cores = 9;
    public const int Rarities = 4;
    public const int Regions = 4;
    public const int Forms = 5;

    /// <summary>Number of patterns there are.</summary>
    public const int Count = Cores * Rarities * Regions * Forms;

    /// <summary>0 to <see cref="Count"/> − 1.</summary>
    public int Index => (RegionCell * Forms) + (int)Form;

    /// <summary>Number of the core and its rarity.</summary>
    public int CoreCell => ((int)Core * Rarities) + Rarity;

    /// <summary>Number of the core, its rarity and the region.</summary>
    public int RegionCell => (CoreCell * Regions) + (int)Region;

    /// <summary>Number of the core, the region and the form.</summary>
    public int FormCell => ((((int)Core * Regions) + (int)Region) * Forms) + (int)Form;

    public static PairPattern At(int index) => new(
        (CoreLevel)(index / (Forms * Regions * Rarities)), index / (Forms * Regions) % Rarities, (RegionLevel)(index / Forms % Regions), (FormLevel)(index % Forms));

    public static int RarityOf(int cities) => cities switch { <= 2 => 0, <= 5 => 1, <= 15 => 2, _ => 3 };
}
