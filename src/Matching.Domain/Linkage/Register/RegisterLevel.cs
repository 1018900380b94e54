namespace Matching.Domain.Linkage.Register;

/// <summary>What a comparison came to. Rows at one level are believed alike.</summary>
/// <param name="Size">Of the core and the trade name, in steps: three characters say less than nine.</param>
/// <param name="IsFormer">The register's name is a former one.</param>
internal readonly record struct RegisterLevel(Spelling Spelling, Standing Region, int Size, bool IsFormer)
{
    private static readonly int[] SpellingCost = [0, 2, 4, 5, 6, 8, 5, 7, 9, 9, 6, 8, 8, 7];
    private static readonly int[] RegionCost = [0, 1, 2, 7];

    /// <summary>Order among the firms a row may mean; smaller is nearer.</summary>
    public int Cost => (SpellingCost[(int)Spelling] + RegionCost[(int)Region]) * 2 + (IsFormer ? 1 : 0);

    /// <summary>The level without the length of the name, for levels few rows reach.</summary>
    public RegisterLevel Widened() => this with { Size = 0, IsFormer = false };

    /// <summary>Levels at which neighbours on the register are a matter of course, whatever chance says: a person decides there.</summary>
    /// <param name="namesRegion">The printed name has a region of its own.</param>
    public bool NeedsPerson(bool namesRegion) =>
        Spelling is Spelling.OneCharacterOfTradeName or Spelling.OneCharacterOfBranch or Spelling.OtherCharacterOfTradeWords or Spelling.OtherForm
        || (Region == Standing.Contradicting && !(Spelling == Spelling.Same && namesRegion));

    public static int SizeOf(SpelledName name)
    {
        var core = name.Core.Length switch
        {
            <= 3 => 1,
            4 => 2,
            5 => 3,
            6 => 4,
            <= 8 => 5,
            _ => 6,
        };
        return (core * 2) + (name.TradeNameLength >= 3 ? 1 : 0);
    }
}
