using Matching.Domain.Libraries;
using Matching.Domain.Libraries.Supply;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Deliveries.Duties;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Home;

/// <summary>Loads the sample lists and a 责任清单 for them into an empty database, for <c>Matching.Api demo</c>. What is loaded stays for the next start.</summary>
public sealed partial class DemoLists(
    IDbContextFactory<MatchingDbContext> contexts,
    ReceiveDelivery receive,
    SupplyDuties duties,
    IWebHostEnvironment environment,
    ILogger<DemoLists> logger) : BackgroundService
{
    /// <summary>Word on the command line that asks for the demonstration.</summary>
    public const string Verb = "demo";

    private static readonly SupplyDuty[] Owed =
    [
        new(Guid.Empty, Library.Awards, "科学技术奖获奖项目名单", "成果处", SupplyCycle.Yearly, new DateOnly(2023, 1, 31), ListExtent.Additions, ""),
        new(Guid.Empty, Library.TechSmes, "第一批入库科技型中小企业名单", "高新处", SupplyCycle.Yearly, new DateOnly(2022, 7, 15), ListExtent.Additions, ""),
        new(Guid.Empty, Library.HighTechFirms, "认定备案高新技术企业名单", "高新处", SupplyCycle.Yearly, new DateOnly(2022, 12, 31), ListExtent.Additions, "认定办备案后五个工作日内供数"),
        new(Guid.Empty, Library.Projects, "国家重点研发计划项目立项清单", "资源配置处", SupplyCycle.Yearly, new DateOnly(2022, 11, 20), ListExtent.Additions, ""),
        new(Guid.Empty, Library.Ventures, "创业投资引导基金子基金投资项目台账", "科技金融处", SupplyCycle.Yearly, new DateOnly(2023, 1, 10), ListExtent.WholeState, "每年末全部在投项目"),
    ];

    /// <summary>Settings of a demonstration: development accounts, a data folder of its own beside the sources.</summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = [.. args.Where(argument => argument != Verb)],
        EnvironmentName = Environments.Development,
    };

    /// <summary>Root of the checkout, found upward from <paramref name="start"/> by its samples folder; null outside a checkout.</summary>
    public static string? RootFrom(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "samples", "demo")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(stoppingToken))
        {
            if (await db.Deliveries.AnyAsync(stoppingToken))
            {
                return;
            }
        }

        var root = RootFrom(environment.ContentRootPath);
        if (root is null)
        {
            NoSamples(logger);
            return;
        }

        if ((await duties.AllAsync(stoppingToken)).Count == 0)
        {
            foreach (var duty in Owed)
            {
                await duties.AddAsync(duty, Verb, stoppingToken);
            }
        }

        var files = Directory.EnumerateFiles(Path.Combine(root, "samples", Verb))
            .Where(file => Path.GetFileName(file) is not ("truth.csv" or "lists.csv" or "README.md"))
            .OrderBy(file => !Path.GetFileName(file).StartsWith("企业登记", StringComparison.Ordinal))
            .ThenBy(file => file, StringComparer.Ordinal)
            .ToList();
        var refused = 0;
        foreach (var file in files)
        {
            await using var content = File.OpenRead(file);
            var result = await receive.HandleAsync(new(content, Path.GetFileName(file), null, null, Verb), stoppingToken);
            refused += result is ReceiveResult.Refused ? 1 : 0;
        }

        HandedOver(logger, files.Count - refused, refused);
    }

    [LoggerMessage(EventId = 6001, Level = LogLevel.Information, Message = "Handed {Taken} sample lists over for loading, {Refused} were refused")]
    private static partial void HandedOver(ILogger logger, int taken, int refused);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Warning, Message = "No samples/demo folder above the content root; nothing is loaded")]
    private static partial void NoSamples(ILogger logger);
}

/// <summary>Turns a host into the demonstration.</summary>
public static class DemoHost
{
    /// <summary>A data folder of its own under the checkout, and the sample lists handed over when it is empty.</summary>
    public static WebApplicationBuilder AddDemoLists(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = $"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}";
        if (DemoLists.RootFrom(builder.Environment.ContentRootPath) is { } root && Environment.GetEnvironmentVariable(key.Replace(":", "__", StringComparison.Ordinal)) is null)
        {
            builder.Configuration[key] = Path.Combine(root, "data", DemoLists.Verb);
        }

        builder.Services.AddHostedService<DemoLists>();
        return builder;
    }
}
