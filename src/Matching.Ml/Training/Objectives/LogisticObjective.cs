namespace Matching.Ml.Training.Objectives;

/// <summary>Logarithmic loss of labels 0 and 1; the score is a log odds.</summary>
internal sealed class LogisticObjective : IObjective
{
    private const int Block = 8192;
    private readonly float[] labels;
    private readonly float[]? weights;

    public LogisticObjective(float[] labels, float[]? weights)
    {
        this.labels = labels;
        this.weights = weights;
        var (positive, all) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            positive += weight * labels[i];
            all += weight;
        }

        Start = Logarithm.Of(positive / (all - positive));
    }

    public double Start { get; }

    public void Gradients(int[] scores, double unit, GradientBuffer buffer, int threads)
    {
        var blocks = (labels.Length + Block - 1) / Block;
        WorkBlocks.Run(blocks, threads, b =>
        {
            var pulls = buffer.Pulls;
            for (var i = b * Block; i < Math.Min(labels.Length, (b + 1) * Block); i++)
            {
                var p = Exponential.Sigmoid((float)(scores[i] * unit));
                pulls[i] = new(p - labels[i], p * (1 - p));
            }
        });
    }

    public double? Loss(int[] scores, double unit, ReadOnlySpan<bool> isCounted)
    {
        var (loss, all) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            if (isCounted[i])
            {
                double weight = weights is null ? 1 : weights[i];
                var score = scores[i] * unit;
                var margin = labels[i] > 0.5f ? score : -score;
                loss += weight * LogOnePlusExp(-margin);
                all += weight;
            }
        }

        return all > 0 ? loss / all : null;
    }

    // log(1 + e^x) without the C library: the choice of the round that is kept must be the same everywhere.
    private static double LogOnePlusExp(double x) => x > 20 ? x : Logarithm.Of(1 + Exponential.Of((double)x));
}
