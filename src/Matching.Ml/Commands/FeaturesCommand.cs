using System.CommandLine;
using System.Globalization;
using System.Text;
using Matching.Domain.Calendar;
using Matching.Domain.Firms;
using Matching.Ml.Features;
using Matching.Storage.Profiles;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Ml.Commands;

/// <summary><c>features</c>: one line per firm with every feature of the list; an empty cell is a value that is not known.</summary>
internal static class FeaturesCommand
{
    private static readonly Option<string> Out = new("--out") { Required = true, Description = "csv file to write" };

    public static Command Create() => new Command("features", "write the features of all firms") { Out, MlCommands.AsOf }.WithWork(RunAsync);

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await CommandHost.OpenAsync(arguments.GetValue(MlCommands.Data), cancellationToken);
        var asOf = arguments.GetValue(MlCommands.AsOf) ?? BeijingTime.Today(services.GetRequiredService<TimeProvider>());
        var path = Path.GetFullPath(arguments.GetRequiredValue(Out));
        var firms = 0;
        await using (var writer = new StreamWriter(path, false, new UTF8Encoding(true), 1 << 16) { NewLine = "\n" })
        {
            await writer.WriteLineAsync("firm,as_of," + string.Join(',', FeatureList.V1.Features.Select(feature => feature.Name)));
            await foreach (var profile in services.GetRequiredService<FirmProfileReader>().ReadAllAsync(asOf, false, cancellationToken))
            {
                if (profile.Kind == UnitKind.Firm)
                {
                    firms++;
                    await writer.WriteLineAsync(Line(FeatureList.V1.Compute(profile)));
                }
            }
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{FeatureList.V1.Version}（{FeatureList.V1.Hash[..12]}）基准日 {asOf:yyyy-MM-dd}：{firms} 家企业写入 {path}"));
        return 0;
    }

    private static string Line(FeatureVector vector) => string.Create(
        CultureInfo.InvariantCulture,
        $"{vector.FirmId},{vector.AsOf:yyyy-MM-dd},{string.Join(',', vector.Values.Select(value => value.Value?.ToString(CultureInfo.InvariantCulture)))}");
}
