using System.Text.Json.Nodes;
using Matching.Ml.Training;
using Matching.Ml.Training.Fitted;

namespace Matching.Ml.Tests.Training;

public sealed class BadDataTests
{
    [Fact]
    public void Labels_that_are_all_equal_are_refused() =>
        Assert.Contains("所有 100 行的标签都是 1", Refused(Data(100, labels: Enumerable.Repeat(1f, 100).ToArray())));

    [Fact]
    public void A_label_that_is_no_class_is_refused_with_its_row() =>
        Assert.Contains("第 4 行数据的标签是 2，应是0 或 1", Refused(Data(100, labels: [.. Enumerable.Range(0, 100).Select(i => i == 3 ? 2f : i % 2)])));

    [Fact]
    public void One_group_is_refused_for_ranking() =>
        Assert.Contains("所有行都在同一组", Refused(Data(100, groups: new int[100]), Objective.LambdaRank));

    [Fact]
    public void Ranking_without_groups_is_refused() => Assert.Contains("--group", Refused(Data(100), Objective.LambdaRank));

    [Fact]
    public void Groups_without_contrast_are_refused_for_ranking() =>
        Assert.Contains("每一组内的标签都相同", Refused(Data(100, labels: [.. Enumerable.Range(0, 100).Select(i => (float)(i / 10 % 2))], groups: [.. Enumerable.Range(0, 100).Select(i => i / 10)]), Objective.XeNdcg));

    [Fact]
    public void An_infinite_value_is_refused_with_its_place()
    {
        var data = Data(100);
        data.Table.Columns[1][41] = float.NegativeInfinity;
        Assert.Contains("第 42 行数据的 b 是无穷大", Refused(data));
    }

    [Fact]
    public void Doubled_keys_are_refused() =>
        Assert.Contains("键 k7 出现 2 次", Refused(Data(100, keys: [.. Enumerable.Range(0, 100).Select(i => i == 8 ? "k7" : $"k{i}")])));

    [Fact]
    public void Idle_factors_the_label_among_the_factors_and_few_labels_are_told()
    {
        var data = Data(100);
        Array.Fill(data.Table.Columns[0], float.NaN);
        data.Labels.CopyTo(data.Table.Columns[1], 0);
        var advice = Assert.IsType<FitResult.Fitted>(new RankTrainer().Fit(data, null, new FitOptions { Rounds = 5 }, null, CancellationToken.None)).Advice;
        Assert.Contains(advice, line => line.Contains("全部缺失或只有一个取值", StringComparison.Ordinal) && line.Contains('a', StringComparison.Ordinal));
        Assert.Contains(advice, line => line.Contains("b 与标签逐行相同", StringComparison.Ordinal));
        Assert.Contains(advice, line => line.Contains("评分卡", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_with_nothing_but_missing_cells_are_learnt_from()
    {
        var data = Data(400);
        for (var i = 0; i < 200; i++)
        {
            (data.Table.Columns[0][i], data.Table.Columns[1][i], data.Labels[i]) = (float.NaN, float.NaN, i % 10 == 0 ? 0 : 1);
        }

        var model = Assert.IsType<TableModel>(Assert.IsType<FitResult.Fitted>(new RankTrainer().Fit(data, null, new FitOptions(), null, CancellationToken.None)).Model);
        var scores = model.Score(data.Table, 1);
        Assert.True(scores[0] > scores[300..].Max());
        Assert.Equal(200, model.Counts[0][0]);
    }

    [Fact]
    public void Stopping_keeps_nothing()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Stop(stop);
        Assert.Throws<OperationCanceledException>(() => new RankTrainer().Fit(InventedData.Credit(2000), null, new FitOptions(), progress, stop.Token));
        Assert.True(progress.Calls < 10);
    }

    [Fact]
    public void An_edited_file_a_cut_file_and_an_unknown_field_are_refused()
    {
        var bytes = Small().ToBytes();
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.Contains("改动过", Unread(text.Replace("\"bags\":2", "\"bags\":3", StringComparison.Ordinal)));
        Assert.Contains("不完整", Unread(text[..(text.Length / 2)]));
        Assert.Contains("改动过", Unread(text.Replace("\"form\":", "\"extra\":1,\"form\":", StringComparison.Ordinal)));
        Assert.Contains("digest", Unread("{}"));
        Assert.Contains("不完整", Unread("x,y\n1,2\n"));
    }

    [Fact]
    public void A_file_with_a_right_digest_but_a_falling_step_of_a_rising_factor_is_refused()
    {
        var model = Small();
        var at = model.Factors.Select((factor, f) => (factor, f)).First(pair => pair.factor.Sign == MonotoneSign.Rising && model.Mains[pair.f].Length > 0).f;
        var table = model.Mains[at].ToArray();
        table[^1] = table[^2] - 1_000_000;
        var broken = new TableModel
        {
            Form = model.Form,
            Objective = model.Objective,
            Factors = model.Factors,
            Bins = model.Bins,
            Counts = model.Counts,
            About = model.About,
            Intercept = model.Intercept,
            Errors = model.Errors,
            Pairs = model.Pairs,
            CoarseBins = model.CoarseBins,
            Mains = [.. model.Mains.Select((main, f) => f == at ? table : main)],
        };
        Assert.Contains("单调", Assert.Throws<ModelFileException>(() => ModelFile.Read(broken.ToBytes())).Message);
    }

    /// <summary>Every value of a sound file in turn becomes something else, under a digest that fits: the file is refused with the reader's own sentence, or reads as what it then says.</summary>
    [Theory]
    [InlineData(ModelForm.Ga2m)]
    [InlineData(ModelForm.Trees)]
    public void A_file_with_a_right_digest_and_anything_in_any_place_is_refused_in_words_or_read(ModelForm form)
    {
        var options = new FitOptions { Form = form, Rounds = 6, Bags = form == ModelForm.Trees ? null : 2 };
        var bytes = Assert.IsType<FitResult.Fitted>(new RankTrainer().Fit(InventedData.Credit(400), null, options, null, CancellationToken.None)).Model.ToBytes();
        var sound = JsonNode.Parse(bytes)!["model"]!;
        var (refused, read) = (0, 0);
        foreach (var path in Paths(sound))
        {
            foreach (var value in (string[])["null", "\"x\"", "[]", "{}", "[[1]]", "-1", "99999", "0", "9999999999", "true"])
            {
                var model = sound.DeepClone();
                Put(model, path, JsonNode.Parse(value));
                var file = CanonicalJson.Write(new JsonObject { ["digest"] = CanonicalJson.Hash(CanonicalJson.Write(model)), ["model"] = model });
                try
                {
                    ModelFile.Read(file);
                    read++;
                }
                catch (ModelFileException told)
                {
                    Assert.Contains("模型", told.Message, StringComparison.Ordinal);
                    refused++;
                }
            }
        }

        Assert.True(refused > read, $"{refused} refused, {read} read");
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("\"\\ud800\"")]
    public void A_file_with_values_no_writer_of_ours_writes_is_refused(string value) =>
        Assert.Contains("模型文件", Unread("""{"digest":"0","model":{"a":VALUE}}""".Replace("VALUE", value, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_names_a_thing_twice_is_refused() =>
        Assert.Contains("模型文件", Unread("""{"digest":"0","digest":"1","model":{}}"""), StringComparison.Ordinal);

    [Fact]
    public void Rows_without_a_factor_of_the_model_are_refused_with_its_name()
    {
        var data = Data(20);
        Assert.Contains("f0", Assert.Throws<FactorMismatchException>(() => Small().Score(data.Table, 1)).Message);
    }

    /// <summary>Ways to places of a file: all fields, and of each list the first two items.</summary>
    private static IEnumerable<object[]> Paths(JsonNode node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Under(field.Key, field.Value)),
        JsonArray items => Enumerable.Range(0, Math.Min(2, items.Count)).SelectMany(i => Under(i, items[i])),
        _ => [],
    };

    private static IEnumerable<object[]> Under(object step, JsonNode? node) =>
        (node is null ? [] : Paths(node)).Select(path => (object[])[step, .. path]).Prepend([step]);

    private static void Put(JsonNode model, object[] path, JsonNode? value)
    {
        var at = path.SkipLast(1).Aggregate(model, (node, step) => step is int i ? node[i]! : node[(string)step]!);
        if (path[^1] is int last)
        {
            at[last] = value;
        }
        else
        {
            at[(string)path[^1]] = value;
        }
    }

    private static string Unread(string text) => Assert.Throws<ModelFileException>(() => ModelFile.Read(System.Text.Encoding.UTF8.GetBytes(text))).Message;

    private static TableModel Small() => Assert.IsType<TableModel>(
        Assert.IsType<FitResult.Fitted>(new RankTrainer().Fit(InventedData.Credit(600), null, new FitOptions { Rounds = 20, Bags = 2 }, null, CancellationToken.None)).Model);

    private static string Refused(RankDataset data, Objective objective = Objective.Logistic) => string.Join(
        '\n', Assert.IsType<FitResult.Refused>(new RankTrainer().Fit(data, null, new FitOptions { Objective = objective }, null, CancellationToken.None)).Reasons);

    private static RankDataset Data(int rows, float[]? labels = null, int[]? groups = null, string[]? keys = null) => new(
        new FactorTable(
            [new Factor("a"), new Factor("b")],
            [[.. Enumerable.Range(0, rows).Select(i => (float)(i * 7 % 13))], [.. Enumerable.Range(0, rows).Select(i => (float)(i * 5 % 11))]]),
        labels ?? [.. Enumerable.Range(0, rows).Select(i => (float)(i % 3 == 0 ? 1 : 0))],
        groups,
        null,
        keys);

    private sealed class Stop(CancellationTokenSource source) : IProgress<FitProgress>
    {
        public int Calls { get; private set; }

        public void Report(FitProgress value)
        {
            Calls++;
            if (value.Stage == "mains")
            {
                source.Cancel();
            }
        }
    }
}
