using System.Diagnostics;
using System.Globalization;
using System.Text;
using Matching.Ml.Training;

namespace Matching.Ml.Tests.Training;

/// <summary>The command line as others call it: a process of its own over files.</summary>
public sealed class FitCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("matching-fit-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_width_of_vectors_and_number_of_threads_gives_the_same_model_file()
    {
        var data = WriteSvm();
        var models = new List<byte[]>();
        foreach (var (setting, threads) in new[] { ("DOTNET_EnableAVX512F=1", 1), ("DOTNET_EnableAVX512F=0", 2), ("DOTNET_EnableAVX2=0", 4), ("DOTNET_EnableHWIntrinsic=0", 7) })
        {
            var model = Path.Combine(folder, $"{models.Count}.model");
            var (code, output) = await RunAsync(setting, "fit", "--train", data, "--objective", "lambdarank", "--model", model, "--rounds", "20", "--bags", "2", "--threads", threads.ToString(CultureInfo.InvariantCulture));
            Assert.True(code == 0, output);
            models.Add(await File.ReadAllBytesAsync(model));
        }

        Assert.All(models, model => Assert.Equal(models[0], model));
    }

    [Fact]
    public async Task Scores_come_in_row_order_and_reasons_add_up_to_them()
    {
        var data = WriteCsv(InventedData.Credit(800));
        var (code, output) = await RunAsync(null, "fit", "--train", data, "--label", "y", "--model", Of("m"), "--report", Of("r.md"), "--rounds", "40", "--bags", "2");
        Assert.True(code == 0, output);
        Assert.Contains("AUC", await File.ReadAllTextAsync(Of("r.md")), StringComparison.Ordinal);
        (code, output) = await RunAsync(null, "predict", "--model", Of("m"), "--data", data, "--out", Of("s.csv"), "--reasons");
        Assert.True(code == 0, output);
        var lines = await File.ReadAllLinesAsync(Of("s.csv"));
        Assert.Equal(801, lines.Length);
        Assert.StartsWith("score,intercept,", lines[0], StringComparison.Ordinal);
        var terms = lines[0].Split(',').Length - 4;
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(',').Take(terms + 2).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(cells[0], cells.Skip(1).Sum());
        }
    }

    [Theory]
    [InlineData("a,y\n1,0\nabc,1\n2,0\n3,1\n", "第 3 行第 1 列 a：“abc”不是数字", "one text in a column of numbers")]
    [InlineData("a,y\n1,0,5\n", "有 3 格，表头有 2 列", "a cell too many")]
    [InlineData("a,a,y\n1,2,0\n", "两列都叫“a”", "a doubled name")]
    [InlineData("a,z\n1,0\n", "没有标签列“y”", "no label column")]
    [InlineData("a,y\n", "没有数据行", "no rows")]
    [InlineData("a,y\n1,\n2,1\n3,0\n4,0\n5,1\n6,1\n7,0\n8,1\n9,0\n10,1\n", "标签是 空", "an empty label")]
    [InlineData("a,y\n1,1\n2,1\n3,1\n4,1\n5,1\n6,1\n7,1\n8,1\n9,1\n10,1\n", "标签都是 1", "all labels equal")]
    [InlineData("a,y\ninf,1\n2,1\n3,0\n4,1\n5,1\n6,1\n7,1\n8,1\n9,1\n10,1\n", "无穷大", "an infinite value")]
    public async Task A_bad_file_gives_a_sentence_and_no_model(string text, string expected, string because)
    {
        await File.WriteAllTextAsync(Of("bad.csv"), text);
        var (code, output) = await RunAsync(null, "fit", "--train", Of("bad.csv"), "--label", "y", "--model", Of("bad.model"));
        Assert.True(code != 0 && output.Contains(expected, StringComparison.Ordinal), $"{because}: {code} {output}");
        Assert.False(File.Exists(Of("bad.model")));
    }

    [Theory]
    [InlineData("inf", "an infinity written out")]
    [InlineData("-Infinity", "a negative one")]
    [InlineData("1e39", "a number beyond single precision")]
    public async Task An_infinite_value_is_refused_by_predict_and_in_a_hold_out_with_row_and_column(string cell, string because)
    {
        var data = WriteCsv(InventedData.Credit(800));
        var (code, output) = await RunAsync(null, "fit", "--train", data, "--label", "y", "--model", Of("m"), "--rounds", "10", "--bags", "2");
        Assert.True(code == 0, output);
        var lines = await File.ReadAllLinesAsync(data);
        var cells = lines[7].Split(',');
        cells[2] = cell;
        lines[7] = string.Join(',', cells);
        await File.WriteAllLinesAsync(Of("infinite.csv"), lines);

        (code, output) = await RunAsync(null, "predict", "--model", Of("m"), "--data", Of("infinite.csv"), "--out", Of("infinite.score"));
        Assert.True(code != 0 && output.Contains("第 7 行数据的 f2 是无穷大", StringComparison.Ordinal), $"{because}: {code} {output}");
        Assert.False(File.Exists(Of("infinite.score")));

        (code, output) = await RunAsync(null, "fit", "--train", data, "--valid", Of("infinite.csv"), "--label", "y", "--model", Of("n"), "--rounds", "10", "--bags", "2");
        Assert.True(code != 0 && output.Contains("验证数据第 7 行数据的 f2 是无穷大", StringComparison.Ordinal), $"{because}: {code} {output}");
        Assert.False(File.Exists(Of("n")));
    }

    [Fact]
    public async Task A_column_of_ten_thousand_names_is_refused_and_one_of_three_is_learnt()
    {
        var text = new StringBuilder("name,kind,y\n");
        for (var i = 0; i < 100_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"firm{i},{"abc"[i % 3]},{(i % 3 == 1 ? 1 : i % 2)}\n");
        }

        await File.WriteAllTextAsync(Of("names.csv"), text.ToString());
        var (code, output) = await RunAsync(null, "fit", "--train", Of("names.csv"), "--label", "y", "--model", Of("names.model"));
        Assert.True(code == 1 && output.Contains("name", StringComparison.Ordinal) && output.Contains("最多 200 种", StringComparison.Ordinal), output);

        await File.WriteAllTextAsync(Of("kinds.csv"), string.Join('\n', text.ToString().Split('\n').Take(2000).Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        (code, output) = await RunAsync(null, "fit", "--train", Of("kinds.csv"), "--label", "y", "--model", Of("kinds.model"), "--rounds", "30");
        Assert.True(code == 0, output);
        await File.WriteAllTextAsync(Of("new.csv"), "kind\nb\na\nz\n");
        await RunAsync(null, "predict", "--model", Of("kinds.model"), "--data", Of("new.csv"), "--out", Of("new.score"));
        var scores = (await File.ReadAllLinesAsync(Of("new.score"))).Skip(1).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(3, scores.Length);
        Assert.True(scores[0] > scores[1] + 0.5);
    }

    [Fact]
    public async Task Signs_of_a_file_hold_and_unknown_names_are_refused()
    {
        var data = WriteCsv(InventedData.Credit(800));
        await File.WriteAllTextAsync(Of("signs"), "factor,sign\nf0,+1\nf1,-1\n");
        var (code, output) = await RunAsync(null, "fit", "--train", data, "--label", "y", "--model", Of("m"), "--monotone", Of("signs"), "--rounds", "20", "--bags", "2");
        Assert.True(code == 0, output);
        var model = Matching.Ml.Training.Fitted.ModelFile.Read(await File.ReadAllBytesAsync(Of("m")));
        Assert.Equal([MonotoneSign.Rising, MonotoneSign.Falling, MonotoneSign.Free], model.Factors.Take(3).Select(factor => factor.Sign));
        await File.WriteAllTextAsync(Of("signs"), "nobody,1\n");
        (code, output) = await RunAsync(null, "fit", "--train", data, "--label", "y", "--model", Of("n"), "--monotone", Of("signs"));
        Assert.True(code == 1 && output.Contains("没有因子“nobody”", StringComparison.Ordinal), output);
    }

    private string Of(string name) => Path.Combine(folder, name);

    private string WriteCsv(RankDataset data)
    {
        var text = new StringBuilder(string.Join(',', data.Table.Factors.Select(factor => factor.Name)) + ",y\n");
        for (var i = 0; i < data.Rows; i++)
        {
            text.AppendJoin(',', data.Table.Columns.Select(column => float.IsNaN(column[i]) ? "" : column[i].ToString("R", CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $",{data.Labels[i]}\n");
        }

        File.WriteAllText(Of("data.csv"), text.ToString());
        return Of("data.csv");
    }

    private string WriteSvm()
    {
        var data = SyntheticSet.Create(0, 12);
        var text = new StringBuilder();
        for (var i = 0; i < data.Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{data.Labels[i]} qid:{data.Groups![i]}");
            for (var f = 0; f < 50; f++)
            {
                text.Append(CultureInfo.InvariantCulture, $" {f + 1}:{data.Table.Columns[f][i]:R}");
            }

            text.Append('\n');
        }

        File.WriteAllText(Of("data.svm"), text.ToString());
        return Of("data.svm");
    }

    private static async Task<(int Code, string Output)> RunAsync(string? setting, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(RankTrainer).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (setting?.Split('=') is [var name, var value])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
