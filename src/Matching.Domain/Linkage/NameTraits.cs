namespace Matching.Domain.Linkage;

/// <summary>What linking asks of a name beyond its folded form.</summary>
/// <param name="TradeName">字号; empty when the name has none (有限公司, 科技有限公司, 无, /).</param>
internal readonly record struct NameTraits(string TradeName, bool IsBranch)
{
    private static readonly string[] Forms = ["股份有限公司", "有限公司", "集团"];

    /// <summary>A name without a trade name is borne by anybody and is never a key.</summary>
    public bool IsTelling => TradeName.Length > 0;

    public static NameTraits Of(string foldedName)
    {
        var core = foldedName;
        foreach (var form in Forms)
        {
            core = core.EndsWith(form, StringComparison.Ordinal) ? core[..^form.Length] : core;
        }

        return new(core.Length < 3 ? "" : core, foldedName.EndsWith("分公司", StringComparison.Ordinal));
    }
}
