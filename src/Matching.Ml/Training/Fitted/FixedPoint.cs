namespace Matching.Ml.Training.Fitted;

/// <summary>Scores, tables and reasons are whole multiples of 2⁻²⁰: sums are exact in any order and equal on every machine.</summary>
public static class FixedPoint
{
    public const int Bits = 20;

    public const double Unit = 1.0 / (1 << Bits);

    public static double ToDouble(long value) => value * Unit;

    /// <exception cref="OverflowException">Beyond ±2,047, far outside any log odds.</exception>
    public static int FromDouble(double value) => checked((int)Math.Round(value * (1 << Bits), MidpointRounding.AwayFromZero));
}
