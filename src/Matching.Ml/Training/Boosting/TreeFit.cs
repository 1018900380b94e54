using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Training.Boosting;

/// <summary>Fits full trees, leaf by leaf.</summary>
internal static class TreeFit
{
    public static TreeModel Run(FitRun run)
    {
        var options = run.Options;
        var isFixed = options.Rounds is not null && options.Patience is null or 0;
        var rules = new StageRules(
            "trees",
            new TreeRules
            {
                Leaves = options.Leaves ?? (run.TrainRows < 50_000 ? 15 : 63),
                Rate = options.Rate ?? (run.TrainRows < 50_000 ? 0.05 : 0.1),
                Ridge = 1e-3,
                LeafRows = 20,
                LeafCurvature = 1e-3,
                Signs = run.Signs,
            },
            options.Rounds ?? 1000,
            isFixed ? 0 : options.Patience ?? 50,
            1);
        var bag = run.Bags(useAllRows: isFixed)[0];
        var kept = BoostingStage.Run([bag], run.Data, rules, 1, run.Progress, run.CancellationToken);
        return new TreeModel
        {
            Form = ModelForm.Trees,
            Objective = options.Objective,
            Factors = run.Train.Table.Factors,
            Bins = run.Data.Maps,
            Counts = run.Counts(),
            About = run.About(("trees", kept)),
            Intercept = bag.Intercept,
            Trees = [.. bag.Trees.Select(tree => tree.Tree)],
        };
    }
}
