using System.CommandLine;
using System.Globalization;
using Matching.Domain.Linkage.Weighing;
using Matching.Ingest.Linking.Comparing;
using Matching.Ingest.Linking.Folders;

namespace Matching.Ingest.Commands;

/// <summary><c>train --in DIR --model FILE</c>: learns from the lists of a folder, without labels, how much each agreement of two names speaks for one firm.</summary>
internal static class TrainCommand
{
    private static readonly Option<string> In = new("--in") { Description = "folder of lists to learn from", Required = true };
    private static readonly Option<string> Model = new("--model") { Description = "file the model is written to", Required = true };

    private static readonly Option<string?> Truth = new("--truth") { Description = "who each row really is; only to tell how many true pairs are looked at" };

    public static Command Create() => new Command("train", "learn the weights of name comparison from lists, without labels") { In, Model, Truth }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CommandOutput output, CancellationToken cancellationToken)
    {
        var (folder, file) = (arguments.GetRequiredValue(In), arguments.GetRequiredValue(Model));
        if (!Directory.Exists(folder))
        {
            CommandOutput.Complain($"找不到目录 {folder}。--in 后面写名单所在的目录。");
            return 2;
        }

        var truth = arguments.GetValue(Truth) is { } truthFile ? await TruthFile.ReadAsync(truthFile, cancellationToken) : null;
        var (model, costs, reach) = await LinkFolder.LearnAsync(folder, truth, TimeProvider.System, cancellationToken);
        await File.WriteAllBytesAsync(file + ".part", PairModelFile.Write(model), cancellationToken);
        File.Move(file + ".part", file, overwrite: true);
        output.Result(
            new { model.Prior, model.Pairs, model.Digest, Costs = costs, Reach = reach },
            [
                string.Create(CultureInfo.InvariantCulture, $"学自 {model.Pairs.OneFirm} 对同一代码、{model.Pairs.TwoFirms} 对已知不同、{model.Pairs.Unknown} 对未知的名称；未知者中同一企业约占 {model.Prior:P1}"),
                .. reach is { } share ? (string[])[string.Create(CultureInfo.InvariantCulture, $"属同一主体而未归在一起的，{share:P2} 进入比对")] : [],
                .. costs.Select(cost => string.Create(CultureInfo.InvariantCulture, $"  {cost.Shared}：{cost.Keys} 个键，{cost.Pairs} 对，其中 {cost.Alone} 对仅由此得到，过挤略去 {cost.Crowded} 个键")),
            ]);
        return 0;
    }
}
