namespace Matching.Ml.Training;

/// <summary>Ranges of <see cref="FitOptions"/>.</summary>
public static class FitOptionChecks
{
    /// <summary>What is out of range and what would be right, in Chinese; null = nothing.</summary>
    public static string? Wrong(FitOptions options) =>
        Outside("rounds", options.Rounds, 1, 20_000)
        ?? Outside("leaves", options.Leaves, 2, 255)
        ?? Outside("bins", options.Bins, 8, 255)
        ?? Outside("bags", options.Bags, 1, 16)
        ?? Outside("pairs", options.Pairs, 0, 2_000)
        ?? Outside("patience", options.Patience, 0, 20_000)
        ?? Outside("threads", options.Threads, 1, 64)
        ?? Outside("truncation", options.Truncation, 1, 1_000)
        ?? (options.Rate is { } rate && !(rate > 0 && rate <= 1) ? $"rate 是 {rate}，应大于 0 且不超过 1" : null);

    private static string? Outside(string name, int? value, int least, int most) =>
        value is { } found && (found < least || found > most) ? $"{name} 是 {found}，应在 {least} 到 {most} 之间" : null;
}
