namespace Matching.Ml.Training.Objectives;

/// <summary>Natural logarithm in double by the series of atanh; basic operations only, so equal on every machine. Error below 10⁻¹⁴ relative to max(1, |ln x|).</summary>
internal static class Logarithm
{
    private const double Ln2 = 0.69314718055994530942;

    public static double Of(double x)
    {
        var exponent = Math.ILogB(x);
        var m = Math.ScaleB(x, -exponent);
        if (m > 1.4142135623730951)
        {
            m /= 2;
            exponent++;
        }

        var s = (m - 1) / (m + 1);
        var square = s * s;
        var sum = 0.0;
        for (var k = 25; k >= 1; k -= 2)
        {
            sum = (sum * square) + (1.0 / k);
        }

        return (2 * s * sum) + (exponent * Ln2);
    }

    public static double Base2(double x) => Of(x) / Ln2;
}
