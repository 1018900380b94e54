using Matching.Search.Embedded;

namespace Matching.Search;

/// <summary>Relevance of a firm: mean over the words of the weight of the best place each was found in, times a factor of its points.</summary>
/// <remarks>Weights fall from "this is the firm's name" to "it is somewhere in the business scope". The factor runs from 0.5 at 0 points
/// to 1 at 100, so technology strength orders firms found in like places and never lifts a scope over a name that fits.</remarks>
internal static class Relevance
{
    public const double NameEqual = 1.0;
    public const double NameBeginning = 0.9;
    public const double ShortNameEqual = 0.85;

    /// <summary>Anywhere in the name or in a short name.</summary>
    public const double NamePart = 0.75;
    public const double FormerNamePart = 0.65;

    /// <summary>The whole credit code or the whole of a number.</summary>
    public const double CodeEqual = 0.6;
    public const double InitialsPart = 0.5;
    public const double CodePart = 0.4;
    public const double TitlePart = 0.3;
    public const double ScopePart = 0.15;

    /// <summary>Firms without a score come after those scored 0.</summary>
    private const double NotScored = 0.45;

    /// <param name="points">Key of <see cref="SortColumn"/>: millionths of a point.</param>
    public static double FactorOf(long points) => points == SortColumn.None ? NotScored : 0.5 + (points / 200_000_000d);

    /// <remarks>Rounded, so that firms whose relevance is equal on paper are equal here and tie to the lower id, whatever the arithmetic.</remarks>
    public static double Of(double meanWeight, long points) => Math.Round(meanWeight * FactorOf(points), 11);

    /// <summary>Relevance as a number that sorts like it; relevance is never negative.</summary>
    public static long KeyOf(double relevance) => BitConverter.DoubleToInt64Bits(relevance);
}
