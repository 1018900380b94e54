using System.Globalization;

namespace Matching.Ml.TrainingSets;

/// <summary>One push with what was known of the firm on its day, and what came of it.</summary>
/// <param name="Firm">Number of the firm; all rows of a firm stay together in folds.</param>
/// <param name="KnownOn">Day the outcome was handed in; later than <paramref name="PushedOn"/>.</param>
/// <param name="Group">Within which it is ranked.</param>
/// <param name="CardPoints">Points of the card on the push day: the scorer to beat.</param>
/// <param name="Field">1–8; 0 when not known.</param>
/// <param name="Province">First two digits of the region; 0 when not known.</param>
/// <param name="AgeBand">From 1; 0 when not known.</param>
/// <param name="SizeBand">By registered capital, from 1; 0 when not known.</param>
/// <param name="Values">In the order of the set's features; NaN where not known.</param>
public sealed record TrainingRow(
    long Firm,
    string Bank,
    DateOnly PushedOn,
    DateOnly KnownOn,
    string Group,
    int Label,
    decimal CardPoints,
    int Field,
    int Province,
    int AgeBand,
    int SizeBand,
    float[] Values)
{
    /// <summary>What makes the row the same row: firm, bank and day of the push.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Firm}|{Bank}|{PushedOn:yyyy-MM-dd}");

    public string FirmKey => Firm.ToString(CultureInfo.InvariantCulture);

    /// <summary>First capital, in yuan, that no longer belongs to the band before.</summary>
    private static readonly decimal[] SizeCuts = [2_000_000, 10_000_000, 50_000_000];

    public static int SizeBandOf(decimal? capitalCny) => capitalCny is { } capital ? 1 + SizeCuts.Count(cut => capital >= cut) : 0;

    public static string SizeText(int band) => band switch
    {
        1 => "注册资本不足200万元",
        2 => "注册资本200万至1000万元",
        3 => "注册资本1000万至5000万元",
        4 => "注册资本5000万元以上",
        _ => "未知",
    };
}
