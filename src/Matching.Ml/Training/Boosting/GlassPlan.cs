namespace Matching.Ml.Training.Boosting;

/// <summary>Rounds, rates and limits of an additive or GA2M fit, where the caller left them open.</summary>
/// <param name="TrialRounds">Rounds of the trial that chooses the pairs; as many as the stage itself = the trial is kept when it needs no more pairs than allowed.</param>
internal sealed record GlassPlan(StageRules Mains, StageRules Pairs, int TrialRounds, int MostPairs, int PairBins, bool UsesAllRows)
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
        var isAdditive = options.Form == ModelForm.Additive || factors < 2 || options.Pairs == 0;

        // Where pairs follow, mains are only begun: fitted to the end they take what belongs to pairs, and the model is worse for it.
        var mainRounds = options.Rounds ?? (isAdditive ? (isLarge ? 300 : 2000) : (isLarge ? 40 : 100));
        var pairRounds = options.Rounds ?? (isLarge ? 250 : 2000);
        return new GlassPlan(
            new StageRules("mains", trees, mainRounds, patience, 1),
            new StageRules("pairs", trees with { Leaves = 6, Depth = 3, FactorsOnPath = 2 }, pairRounds, patience, 1),
            isLarge ? Math.Min(40, pairRounds) : pairRounds,
            isAdditive ? 0 : options.Pairs ?? 4 * factors,
            32,
            isFixed);
    }
}
