namespace Matching.Ml.Training.Boosting;

/// <summary>Rounds, rates and limits of an additive or GA2M fit, where the caller left them open.</summary>
internal sealed record GlassPlan(StageRules Mains, StageRules Pairs, int MostPairs, int PairBins, bool UsesAllRows)
{
    public static GlassPlan For(FitRun run)
    {
        var options = run.Options;
        var factors = run.Train.Table.Factors.Count;
        var isLarge = run.TrainRows > 200_000;
        var isFixed = options.Rounds is not null && options.Patience is null or 0;
        var trees = new TreeRules
        {
            Leaves = 3,
            FactorsOnPath = 1,
            Rate = options.Rate ?? (isLarge ? 0.2 : 0.04),
            Ridge = 1,
            LeafRows = isLarge ? 50 : 5,
            LeafCurvature = isLarge ? 5 : 0.5,
            Signs = run.Signs,
        };
        var patience = isFixed ? 0 : options.Patience ?? 50;
        return new GlassPlan(
            new StageRules("mains", trees, options.Rounds ?? 2000, patience, 1),
            new StageRules("pairs", trees with { Leaves = 4, Depth = 2, FactorsOnPath = 2 }, options.Rounds ?? 2000, patience, 1),
            options.Form == ModelForm.Additive || factors < 2 ? 0 : options.Pairs ?? 4 * factors,
            32,
            isFixed);
    }
}
