namespace Matching.Ml.Training.Fitted;

/// <summary>A fitted model that scores rows. Higher is better; for <see cref="Objective.Logistic"/> the score is a log odds.</summary>
public interface IRanker
{
    /// <summary>SHA-256 of the model, lower-case hex: the same model has the same id everywhere.</summary>
    string Id { get; }

    string Engine { get; }

    ModelForm Form { get; }

    Objective Objective { get; }

    IReadOnlyList<Factor> Factors { get; }

    /// <summary>Scores in row order.</summary>
    /// <exception cref="FactorMismatchException">The table lacks a factor of the model.</exception>
    double[] Score(FactorTable table, int threads);

    /// <summary>The file, byte for byte.</summary>
    byte[] ToBytes();
}

/// <summary>The rows to score do not have the factors of the model.</summary>
public sealed class FactorMismatchException(string message) : Exception(message);

/// <summary>A model file that is no model, or was changed after it was written.</summary>
public sealed class ModelFileException(string message) : Exception(message);
