using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Matching.Ml.Training.Objectives;

/// <summary>
/// e^x in float32 by range reduction and a polynomial, only with operations that round alike everywhere: the C library's differs between
/// systems, and lanes of any width give the same bits. Relative error below 3·10⁻⁷ for −87 ≤ x ≤ 88; beyond, the ends of the range.
/// </summary>
internal static class Exponential
{
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693145752f;
    private const float Ln2Low = 1.42860677e-6f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of(float x)
    {
        x = Math.Min(Math.Max(x, -87f), 88f);
        var n = MathF.Floor((x * Log2E) + 0.5f);
        var r = x - (n * Ln2High) - (n * Ln2Low);
        var p = 1.98412698e-4f;
        p = (p * r) + 1.38888889e-3f;
        p = (p * r) + 8.33333333e-3f;
        p = (p * r) + 4.16666667e-2f;
        p = (p * r) + 1.66666667e-1f;
        p = (p * r) + 0.5f;
        p = (p * r * r) + r + 1f;
        return p * BitConverter.Int32BitsToSingle(((int)n + 127) << 23);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-87f)), Vector512.Create(88f));
        var n = Vector512.Floor((x * Vector512.Create(Log2E)) + Vector512.Create(0.5f));
        var r = x - (n * Vector512.Create(Ln2High)) - (n * Vector512.Create(Ln2Low));
        var p = Vector512.Create(1.98412698e-4f);
        p = (p * r) + Vector512.Create(1.38888889e-3f);
        p = (p * r) + Vector512.Create(8.33333333e-3f);
        p = (p * r) + Vector512.Create(4.16666667e-2f);
        p = (p * r) + Vector512.Create(1.66666667e-1f);
        p = (p * r) + Vector512.Create(0.5f);
        p = (p * r * r) + r + Vector512<float>.One;
        return p * ((Vector512.ConvertToInt32(n) + Vector512.Create(127)) << 23).AsSingle();
    }

    /// <summary>e^x in double, error below 10⁻¹⁴ of the value for −700 ≤ x ≤ 700.</summary>
    public static double Of(double x)
    {
        x = Math.Clamp(x, -700, 700);
        var n = Math.Floor((x * 1.4426950408889634) + 0.5);
        var r = x - (n * 0.693147180369123816490) - (n * 1.90821492927058770002e-10);
        var p = 1.0;
        for (var k = 14; k >= 1; k--)
        {
            p = 1 + (p * r / k);
        }

        return Math.ScaleB(p, (int)n);
    }

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => 1f / (1f + Of(-x));
}
