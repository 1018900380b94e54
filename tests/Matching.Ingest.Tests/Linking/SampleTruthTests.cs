using Matching.Domain.Codes;
using Matching.Domain.Libraries;
using Matching.Domain.Linkage;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Tests.Deliveries;
using Matching.Storage.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ingest.Tests.Linking;

/// <summary>Generated lists of all libraries, loaded one after the other, against the truth the generator wrote beside them.</summary>
public sealed class SampleTruthTests(LoadedSample sample) : IClassFixture<LoadedSample>
{
    private const string Strangers = "陌生.csv";

    private readonly LoaderFixture loader = sample.Loader;
    private readonly SampleWorld world = sample.World;

    [Fact]
    public async Task Links_of_the_auto_band_are_all_true_and_few_true_ones_are_missed()
    {
        var places = await PlacesAsync();
        var known = places.Select(place => (Place: place, Who: world.Truth[(place.File, place.Sheet, place.Row, place.Position)])).ToList();
        Assert.True(known.Count > 1000, $"{known.Count} linked units");
        Assert.DoesNotContain(known, one => one.Who == "bad");

        var auto = known.Where(one => one.Place.Band == LinkageBand.Auto).ToList();
        Assert.All(auto.GroupBy(one => one.Place.FirmId), firm => Assert.Single(firm.Select(one => one.Who).Distinct()));

        // Recall over pairs of places that speak of one firm. 0.99 measured; the rest are namesakes without code, which wait for a person.
        var ofFirms = known.Where(one => one.Who.StartsWith("firm", StringComparison.Ordinal)).ToList();
        var pairs = ofFirms.GroupBy(one => one.Who).Sum(firm => Pairs(firm.Count()));
        var found = auto.GroupBy(one => (one.Who, one.Place.FirmId)).Sum(together => Pairs(together.Count()));
        Assert.True(found >= 0.97 * pairs, $"{found} of {pairs} pairs, {(double)found / pairs:0.0000}");
    }

    [Fact]
    public async Task Rows_the_generator_spoilt_are_rejected_and_no_others()
    {
        await using var db = await loader.OpenAsync();
        var rejected = await (
            from row in db.Rows
            where row.Outcome == RowOutcome.Rejected
            join delivery in db.Deliveries on row.DeliveryId equals delivery.Id
            where delivery.State == DeliveryState.Loaded
            select new { delivery.FileName, row.Sheet, row.Row }).ToListAsync();
        var spoilt = world.Truth.Where(one => one.Value == "bad").Select(one => $"{one.Key.File}/{one.Key.Sheet}/{one.Key.Row}").Order(StringComparer.Ordinal);
        Assert.Equal(spoilt, rejected.Select(row => $"{row.FileName}/{row.Sheet}/{row.Row}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rows_about_strangers_change_no_group_and_no_firm_id()
    {
        var before = await PlacesAsync();
        var strangers = string.Concat(Enumerable.Range(1, 200).Select(i =>
            $"陌远{(char)('一' + i)}行设备有限公司,{Uscc.FromParts("91", new RegionCode(110000), OrganizationCode.FromBody($"YY{i:D6}"))},北京市\n"));
        await loader.LoadAsync(Strangers, "企业名称,统一社会信用代码,地区\n" + strangers, Library.Registry, new DateOnly(2024, 5, 6));

        var after = await SampleWorld.PlacesAsync(loader);
        Assert.Equal(before.Count + 200, after.Count);
        Assert.Equal(Sorted(before), Sorted(await PlacesAsync()));
    }

    [Theory]
    [InlineData(Library.Registry)]
    [InlineData(Library.Renames)]
    [InlineData(Library.HighTechFirms)]
    public async Task List_taken_back_and_loaded_again_ends_in_the_same_groups(Library library)
    {
        var before = SampleWorld.Groups(await PlacesAsync());
        var file = world.Files.First(one => one.Library == library);
        await using (var db = await loader.OpenAsync())
        {
            var delivery = await db.Deliveries.AsNoTracking().SingleAsync(one => one.FileName == file.Name && one.State == DeliveryState.Loaded);
            var answer = await loader.Get<RollBackDelivery>().HandleAsync(new(delivery.Id, "tester", "测试"), CancellationToken.None);
            await loader.CarryAsync(Assert.IsType<RollBackResult.RolledBack>(answer).JobId);
        }

        Assert.NotEqual(before, SampleWorld.Groups(await PlacesAsync()));
        await world.LoadAsync(loader, file);
        Assert.Equal(before, SampleWorld.Groups(await PlacesAsync()));
    }

    /// <summary>Places of the sample; tests of one class share the database in any order, so strangers may be there already.</summary>
    private async Task<List<LinkedPlace>> PlacesAsync() =>
        [.. (await SampleWorld.PlacesAsync(loader)).Where(place => place.File != Strangers)];

    private static long Pairs(int count) => (long)count * (count - 1) / 2;

    private static IEnumerable<string> Sorted(IEnumerable<LinkedPlace> places) =>
        places.Select(place => $"{place.FirmId} {place.Saying}").Order(StringComparer.Ordinal);
}
