using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Tests.Linking;

/// <summary>Profiles read through real linkages.</summary>
public sealed class FirmProfileReaderTests
{
    private const string Jia = "武汉甲禾科技有限公司";
    private const string Yi = "武汉乙木电子有限公司";
    private static readonly DateOnly Today = new(2024, 6, 1);

    [Fact]
    public async Task A_fact_points_to_its_delivery_sheet_and_row()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Awards, "2024-01-01", new ListRow(Yi), new ListRow(Jia, Key: "成果甲"));

        var profiles = await stage.Profiles.ReadAsync([new FirmId(2), new FirmId(99)], Today, null, CancellationToken.None);

        var fact = Assert.Single(Assert.Single(profiles).Facts);
        Assert.Equal(("名单1.csv", "Sheet1", 3), (fact.Source.FileName, fact.Source.Sheet, fact.Source.Row));
        Assert.Equal((fact.Source.RecordId * 64) + 1, fact.Id);
        Assert.Equal("成果甲", fact.Title);
    }

    [Fact]
    public async Task All_firms_come_in_id_order_each_with_its_own_facts()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Registry, "2023-01-01", new ListRow(Jia, Code(1)), new ListRow(Yi, Code(2)));
        await stage.LoadAndLinkAsync(Library.Awards, "2024-01-01", new ListRow(Yi, Key: "成果一"), new ListRow(Yi, Key: "成果二"), new ListRow(Jia, Key: "成果三"));

        var profiles = await ReadAllAsync(stage);

        Assert.Equal([(1L, Jia, 2), (2L, Yi, 3)], profiles.Select(profile => (profile.Id.Value, profile.Name, profile.Facts.Count)));
        Assert.All(profiles, profile => Assert.All(profile.Facts, fact => Assert.Equal(profile.Id, fact.FirmId)));
    }

    [Fact]
    public async Task A_moment_shows_what_was_known_then()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Awards, "2023-01-01", new ListRow(Jia, Key: "成果一"));
        var moment = TimeProvider.System.GetUtcNow();
        var second = await stage.LoadAsync(Library.Awards, "2023-02-01", new ListRow(Jia, Key: "成果二"));
        await stage.Linker.LinkDeliveryAsync(second, null, CancellationToken.None);
        var between = TimeProvider.System.GetUtcNow();
        await stage.TakeBackAsync(second);
        await stage.Linker.LinkDeliveryAsync(second, null, CancellationToken.None);

        Assert.Equal(["成果一"], await TitlesAsync(moment));
        Assert.Equal(["成果二", "成果一"], await TitlesAsync(between));
        Assert.Equal(["成果一"], await TitlesAsync(null));

        async Task<IEnumerable<string?>> TitlesAsync(DateTimeOffset? knownAt) =>
            (await stage.Profiles.ReadAsync([new FirmId(1)], Today, knownAt, CancellationToken.None))[0].Facts.Select(fact => fact.Title);
    }

    [Fact]
    public async Task A_merged_firm_still_shows_itself_as_of_a_moment_before_the_merge()
    {
        await using var stage = await LinkingStage.OpenAsync();
        await stage.LoadAndLinkAsync(Library.Awards, "2020-01-01", new ListRow(Jia, Region: 420100));
        await stage.LoadAndLinkAsync(Library.Projects, "2024-01-01", new ListRow(Yi, Region: 420100));
        var before = TimeProvider.System.GetUtcNow();
        await stage.LoadAndLinkAsync(Library.Renames, "2021-01-01", new ListRow(Yi, Region: 420100, Former: Jia));

        var then = await stage.Profiles.ReadAsync([new FirmId(2)], Today, before, CancellationToken.None);
        var now = await stage.Profiles.ReadAsync([new FirmId(2)], Today, null, CancellationToken.None);

        Assert.Equal((2L, 1L), (then[0].Id.Value, now[0].Id.Value));
        Assert.Single(then[0].Facts);
        Assert.Equal(3, now[0].Facts.Count);
        Assert.Single(await ReadAllAsync(stage));
    }

    private static async Task<List<FirmProfile>> ReadAllAsync(LinkingStage stage)
    {
        var profiles = new List<FirmProfile>();
        await foreach (var profile in stage.Profiles.ReadAllAsync(Today, onlyNeedingScore: false, CancellationToken.None))
        {
            profiles.Add(profile);
        }

        return profiles;
    }

    private static string Code(int number) =>
        Uscc.FromParts("91", new RegionCode(420100), OrganizationCode.FromBody($"MA{number:D6}")).ToString();
}
