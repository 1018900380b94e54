using System.Text;
using Matching.Api.Tests.Pools;
using Matching.Api.Tests.Site;
using Matching.Domain.Firms;
using Matching.Ingest.Linking.Judging;
using Matching.Storage.Linkages;
using Matching.Storage.Linkages.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Reviews;

/// <summary>The loaded product with one row more, which prints the code of one firm beside the name of another.</summary>
public sealed class ReviewSite : LoadedSite
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LoadAsync(
            "湖北省2024年第二批入库科技型中小企业名单公告_2024-09-28.csv",
            Encoding.UTF8.GetBytes($"序号,企业名称,统一社会信用代码,入库登记编号\n1,{InventedLists.Materials},{PoolSite.UsccOf(501)},202442010008000077\n"));
        await ScoreAndIndexAsync();
    }

    /// <summary>The firm of that name that has a code; the doubtful row stands for another of the same name.</summary>
    public async Task<FirmId> CodedFirmAsync(string name)
    {
        await using var db = await OpenDatabaseAsync();
        return new FirmId(await db.Firms.Where(firm => firm.Name == name && firm.Uscc != null).Select(firm => firm.Id).SingleAsync());
    }

    public async Task<ReviewItem> QuestionAsync()
    {
        await using var db = await OpenDatabaseAsync();
        return await db.ReviewItems.AsNoTracking().SingleAsync(item => item.Reason == ReviewReason.CodeNameConflict);
    }

    /// <summary>Firm the doubtful row belongs to now.</summary>
    public async Task<long> FirmOfRowAsync()
    {
        var item = await QuestionAsync();
        await using var db = await OpenDatabaseAsync();
        return await db.Linkages.Where(linkage => linkage.RecordId == item.RecordId && linkage.EndedAt == null).Select(linkage => linkage.FirmId).SingleAsync();
    }

    /// <summary>Carries out what the messages of all judgements ask for; once more changes nothing.</summary>
    public async Task RelinkAsync()
    {
        await using var db = await OpenDatabaseAsync();
        foreach (var entry in await db.LinkJournal.Where(line => line.Kind == JournalKind.Judged).Select(line => line.Id).ToListAsync())
        {
            await Services.GetRequiredService<RelinkJudged>().RunAsync(entry, CancellationToken.None);
        }
    }
}
