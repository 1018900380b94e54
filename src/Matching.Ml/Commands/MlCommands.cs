using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Matching.Ml.Training.Fitted;
using Matching.Ml.Training.Reading;

namespace Matching.Ml.Commands;

/// <summary>The verbs of this part and the options they share.</summary>
internal static class MlCommands
{
    public static readonly Option<string?> Data = new("--data") { Description = "data folder", Recursive = true };

    public static readonly Option<DateOnly?> AsOf = new("--as-of")
    {
        Description = "day the facts are counted on, yyyy-MM-dd; today in Beijing by default",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            result.AddError($"--as-of {result.Tokens[0].Value}：应写成 2026-01-31 的样子");
            return null;
        },
    };

    public static RootCommand Root()
    {
        var root = new RootCommand("科技金融库融通：特征、评分与模型")
        {
            Data, ScoreCommand.Create(), FeaturesCommand.Create(), FitCommand.Create(), PredictCommand.Create(), WorkCommand.Create(),
        };
        foreach (var command in RegistryCommands.All())
        {
            root.Add(command);
        }

        return root;
    }

    /// <summary>Runs the verb; what the outside refuses becomes a sentence and exit code 1.</summary>
    public static Command WithWork(this Command command, Func<ParseResult, CancellationToken, Task<int>> work)
    {
        command.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                return await work(arguments, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return await RefuseAsync("已取消");
            }
            catch (IOException refusal)
            {
                return await RefuseAsync(refusal.Message);
            }
            catch (UnauthorizedAccessException refusal)
            {
                return await RefuseAsync(refusal.Message);
            }
            catch (DbException refusal)
            {
                return await RefuseAsync(refusal.Message);
            }
            catch (TableFileException refusal)
            {
                return await RefuseAsync(refusal.Message);
            }
            catch (ModelFileException refusal)
            {
                return await RefuseAsync(refusal.Message);
            }
            catch (FactorMismatchException refusal)
            {
                return await RefuseAsync(refusal.Message);
            }
        });
        return command;
    }

    private static async Task<int> RefuseAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
