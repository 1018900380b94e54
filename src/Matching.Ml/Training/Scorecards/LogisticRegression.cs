using Matching.Ml.Training.Objectives;

namespace Matching.Ml.Training.Scorecards;

/// <summary>Weighted logistic regression by iteratively reweighted least squares (Newton steps) with a small ridge.</summary>
internal static class LogisticRegression
{
    private const int MostSteps = 30;

    /// <param name="inputs">One array per input, by row.</param>
    /// <returns>Intercept first, then a coefficient per input.</returns>
    public static double[] Fit(IReadOnlyList<double[]> inputs, float[] labels, float[] weights, double ridge)
    {
        var size = inputs.Count + 1;
        var beta = new double[size];
        var row = new double[size];
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, curvature) = (new double[size], new double[size * size]);
            for (var i = 0; i < labels.Length; i++)
            {
                if (weights[i] == 0)
                {
                    continue;
                }

                row[0] = 1;
                var score = beta[0];
                for (var k = 1; k < size; k++)
                {
                    row[k] = inputs[k - 1][i];
                    score += beta[k] * row[k];
                }

                var p = 1 / (1 + Exponential.Of(-score));
                var (g, h) = (weights[i] * (labels[i] - p), weights[i] * p * (1 - p));
                for (var k = 0; k < size; k++)
                {
                    gradient[k] += g * row[k];
                    for (var l = 0; l <= k; l++)
                    {
                        curvature[(k * size) + l] += h * row[k] * row[l];
                    }
                }
            }

            for (var k = 0; k < size; k++)
            {
                gradient[k] -= k == 0 ? 0 : ridge * beta[k];
                curvature[(k * size) + k] += k == 0 ? 1e-9 : ridge;
            }

            Solve(curvature, gradient, size);
            var longest = 0.0;
            for (var k = 0; k < size; k++)
            {
                var taken = Math.Clamp(gradient[k], -5, 5);
                beta[k] += taken;
                longest = Math.Max(longest, Math.Abs(taken));
            }

            if (longest < 1e-9)
            {
                break;
            }
        }

        return beta;
    }

    /// <summary>Cholesky; the solution replaces <paramref name="b"/>.</summary>
    private static void Solve(double[] a, double[] b, int size)
    {
        for (var k = 0; k < size; k++)
        {
            for (var l = 0; l <= k; l++)
            {
                var sum = a[(k * size) + l];
                for (var m = 0; m < l; m++)
                {
                    sum -= a[(k * size) + m] * a[(l * size) + m];
                }

                a[(k * size) + l] = k == l ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / a[(l * size) + l];
            }
        }

        for (var k = 0; k < size; k++)
        {
            for (var m = 0; m < k; m++)
            {
                b[k] -= a[(k * size) + m] * b[m];
            }

            b[k] /= a[(k * size) + k];
        }

        for (var k = size - 1; k >= 0; k--)
        {
            for (var m = k + 1; m < size; m++)
            {
                b[k] -= a[(m * size) + k] * b[m];
            }

            b[k] /= a[(k * size) + k];
        }
    }
}
