namespace Matching.Domain.Text;

/// <summary>What a money cell came to. <paramref name="Text"/> is the cell as printed.</summary>
public abstract record CnyReading(string Text)
{
    /// <param name="Yuan">The amount in yuan, never in 万元.</param>
    public sealed record Amount(string Text, decimal Yuan) : CnyReading(Text);

    /// <summary>Nothing, or a sign for nothing (N/A, /, —, 无).</summary>
    public sealed record NotStated(string Text) : CnyReading(Text);

    /// <summary>Another currency; not converted, because the list does not state a rate.</summary>
    public sealed record ForeignCurrency(string Text, string Currency, decimal Value) : CnyReading(Text);

    public sealed record NotANumber(string Text) : CnyReading(Text);

    /// <summary>Negative, or more than any one firm's money: a slip of unit or column.</summary>
    public sealed record Implausible(string Text, decimal Yuan) : CnyReading(Text);

    /// <summary>The amount, or null for everything that is none.</summary>
    public decimal? YuanOrNull => this is Amount amount ? amount.Yuan : null;
}
