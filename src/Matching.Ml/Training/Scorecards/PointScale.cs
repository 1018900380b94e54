namespace Matching.Ml.Training.Scorecards;

/// <summary>Log odds as points: at odds of <paramref name="BaseOdds"/> good to one bad a row has <paramref name="BasePoints"/>, and every <paramref name="PointsToDouble"/> points double the odds.</summary>
/// <remarks>Rising, so points never change an order; two scores less than half a point apart may share their points.</remarks>
public sealed record PointScale(double BasePoints = 600, double BaseOdds = 19, double PointsToDouble = 50)
{
    public int Points(double logOdds) => (int)Math.Floor(BasePoints + ((logOdds - Math.Log(BaseOdds)) * PointsToDouble / Math.Log(2)) + 0.5);
}
