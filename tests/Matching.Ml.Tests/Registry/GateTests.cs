using Matching.Ml.Evaluation;
using Matching.Ml.Features;
using Matching.Ml.Registry;
using Matching.Ml.Tests.TrainingSets;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;
using Matching.Ml.TrainingSets;

namespace Matching.Ml.Tests.Registry;

/// <summary>Planted bad models and sets: each must be refused by the check meant for it, with the reason.</summary>
public sealed class GateTests
{
    private static readonly TrainingSet Set = SampleSets.Make();
    private static readonly ModelRequest Request = new(RankTrainer.EngineName, ModelForm.Additive, Objective.Logistic, Folds: 0);

    [Fact]
    public void A_sound_model_that_beats_the_card_passes_every_check()
    {
        var (model, report) = Fitted();
        Assert.All(Gate.Check(model, Set, report, GateLimits.Default), check => Assert.True(check.Passed, $"{check.Code}: {check.Found}"));
    }

    [Fact]
    public void A_model_without_knowledge_does_not_beat_the_card()
    {
        var noise = new PlantedModel(values => RowHash.UnitOf(string.Join('|', values), 1));
        AssertRefused("beats-card", noise, Set, ReportOf(noise, null), "积分卡");
    }

    [Fact]
    public void A_model_behind_the_live_one_is_refused()
    {
        var (good, _) = Fitted();
        var worse = new PlantedModel(values => values[SampleSets.PlaceOf("libraries_in_force")] * 0.01);
        AssertRefused("beats-champion", worse, Set, ReportOf(worse, good), "重抽样");
    }

    [Fact]
    public void A_model_that_punishes_a_further_award_is_refused()
    {
        var punishing = new PlantedModel(values => (values[SampleSets.PlaceOf("libraries_in_force")] * 1.0) - (0.1 * values[SampleSets.PlaceOf("award_province_2y")]));
        AssertRefused("monotone", punishing, Set, ReportOf(punishing, null), "近两年省级及以上科技奖励数");
    }

    [Fact]
    public void A_model_that_fails_one_field_is_refused()
    {
        var (_, report) = Fitted();
        var unfair = report with { Slices = [new SliceLine("领域", "新材料", 80, 40, 0.45, 0.62, 0.1, 0.2)] };
        AssertRefused("slices", Fitted().Model, Set, unfair, "新材料");
    }

    [Fact]
    public void Scores_that_moved_between_training_and_hold_out_are_refused()
    {
        var (model, report) = Fitted();
        AssertRefused("stability", model, Set, report with { ScorePsi = 0.4 }, "0.400");
    }

    [Fact]
    public void A_factor_that_holds_the_outcome_is_refused()
    {
        var place = SampleSets.PlaceOf("capital");
        var leaking = Set with
        {
            Rows = [.. Set.Rows.Select(row =>
            {
                var values = (float[])row.Values.Clone();
                values[place] = row.Label;
                return row with { Values = values };
            })],
        };
        var (model, report) = Fitted();
        AssertRefused("leakage", model, leaking, report, "capital");
    }

    [Fact]
    public void An_outcome_known_after_the_hold_out_began_is_refused()
    {
        var (model, report) = Fitted();
        var late = Set with { Rows = [Set.Rows[0] with { KnownOn = new DateOnly(2025, 12, 1) }, .. Set.Rows.Skip(1)] };
        AssertRefused("leakage", model, late, report, "2025-12-01");
    }

    [Fact]
    public void A_set_of_another_feature_list_is_refused()
    {
        var (model, report) = Fitted();
        AssertRefused("leakage", model, Set with { FeatureHash = new string('0', 64) }, report, "特征清单");
    }

    [Fact]
    public void Too_few_rows_out_of_time_are_refused()
    {
        var (model, report) = Fitted();
        AssertRefused("hold-out", model, Set, report with { HoldOutRows = 20 }, "20 行");
    }

    [Fact]
    public void A_model_without_exact_reasons_may_stand_in_the_shadow_only()
    {
        var opaque = new PlantedModel(values => values[SampleSets.PlaceOf("libraries_in_force")]);
        var check = Gate.Check(opaque, Set, ReportOf(opaque, null), GateLimits.Default).Single(check => check.Code == "reasons");
        Assert.Equal((false, true), (check.Passed, check.BarsLiveOnly));
    }

    private static void AssertRefused(string code, IRanker model, TrainingSet set, EvaluationReport report, string told)
    {
        var check = Gate.Check(model, set, report, GateLimits.Default).Single(check => check.Code == code);
        Assert.False(check.Passed, check.Found);
        Assert.Contains(told, check.Found, StringComparison.Ordinal);
    }

    private static (IRanker Model, EvaluationReport Report) Fitted()
    {
        var split = TrainModel.SplitOf(Set, Request);
        var fitted = Assert.IsType<FitResult.Fitted>(new RankTrainer().Fit(Set.Dataset(split.Train, Objective.Logistic), null, Request.Options, null, CancellationToken.None));
        return (fitted.Model, ReportOf(fitted.Model, null));
    }

    private static EvaluationReport ReportOf(IRanker model, IRanker? live) =>
        TrainModel.Report(new RankTrainer(), Set, TrainModel.SplitOf(Set, Request), Request, model, live, null, CancellationToken.None);

    private sealed class PlantedModel(Func<float[], double> score) : IRanker
    {
        public string Id => "planted";

        public string Engine => "planted";

        public ModelForm Form => ModelForm.Trees;

        public Objective Objective => Objective.Logistic;

        public IReadOnlyList<Factor> Factors => ModelFeatures.V1.Factors;

        public double[] Score(FactorTable table, int threads) =>
            [.. Enumerable.Range(0, table.Rows).Select(row => score([.. table.Columns.Select(column => column[row])]))];

        public byte[] ToBytes() => [];
    }
}
