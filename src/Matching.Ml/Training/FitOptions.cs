namespace Matching.Ml.Training;

/// <summary>Shape of a model.</summary>
public enum ModelForm
{
    /// <summary>Points per bin from weights of evidence and a logistic regression; for few labels.</summary>
    Scorecard,

    /// <summary>A sum of one table per factor.</summary>
    Additive,

    /// <summary>A sum of one table per factor and tables of pairs; the champion's form.</summary>
    Ga2m,

    /// <summary>Full regression trees: the challenger that shows what the glass box gives away. No exact reasons.</summary>
    Trees,
}

/// <summary>What is minimised.</summary>
public enum Objective
{
    Logistic,
    SquaredError,

    /// <summary>LambdaMART on NDCG, gain 2^grade − 1.</summary>
    LambdaRank,

    /// <summary>Cross-entropy surrogate of NDCG (Bruch 2021), linear in the length of a query.</summary>
    XeNdcg,
}

/// <summary>How a model is fitted. Null = chosen from form, objective and size of the data; the model file records what was used.</summary>
public sealed record FitOptions
{
    public ModelForm Form { get; init; } = ModelForm.Ga2m;

    public Objective Objective { get; init; } = Objective.Logistic;

    /// <summary>Seed of bags, internal hold-outs and samples; same seed and data give the same bytes.</summary>
    public ulong Seed { get; init; } = 20260101;

    /// <summary>Threads, 1 to 64. Never changes a byte of the model.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>Most rounds of boosting (per stage and bag), 1 to 20,000.</summary>
    public int? Rounds { get; init; }

    /// <summary>Share of a step that is taken, above 0 to 1.</summary>
    public double? Rate { get; init; }

    /// <summary>Most leaves of a tree (trees only), 2 to 255.</summary>
    public int? Leaves { get; init; }

    /// <summary>Most bins a factor, missing and special codes included, 8 to 255.</summary>
    public int? Bins { get; init; }

    /// <summary>Models that are averaged, each fitted on its own part of the groups, 1 to 16. Above 1 there are error bars.</summary>
    public int? Bags { get; init; }

    /// <summary>Most pairs of factors (GA2M only), 0 to 2,000.</summary>
    public int? Pairs { get; init; }

    /// <summary>Rounds without a better hold-out after which a stage ends; 0 = never early.</summary>
    public int? Patience { get; init; }

    /// <summary>Positions from the top that lambdas look at (LambdaRank), 1 to 1,000.</summary>
    public int Truncation { get; init; } = 30;
}
