namespace Matching.Ml.Training.Objectives;

/// <summary>Half the squared difference of score and label.</summary>
internal sealed class SquaredErrorObjective : IObjective
{
    private readonly float[] labels;
    private readonly float[]? weights;

    public SquaredErrorObjective(float[] labels, float[]? weights)
    {
        this.labels = labels;
        this.weights = weights;
        var (sum, all) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            sum += weight * labels[i];
            all += weight;
        }

        Start = sum / all;
    }

    public double Start { get; }

    public void Gradients(int[] scores, double unit, GradientBuffer buffer, int threads)
    {
        var pulls = buffer.Pulls;
        for (var i = 0; i < labels.Length; i++)
        {
            pulls[i] = new((float)((scores[i] * unit) - labels[i]), 1);
        }
    }

    public double? Loss(int[] scores, double unit, ReadOnlySpan<bool> isCounted)
    {
        var (loss, all) = (0.0, 0.0);
        for (var i = 0; i < labels.Length; i++)
        {
            if (isCounted[i])
            {
                double weight = weights is null ? 1 : weights[i];
                var difference = (scores[i] * unit) - labels[i];
                loss += weight * difference * difference;
                all += weight;
            }
        }

        return all > 0 ? loss / all : null;
    }
}
