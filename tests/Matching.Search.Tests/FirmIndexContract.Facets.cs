using Matching.Domain.Codes;
using Matching.Domain.Libraries;

namespace Matching.Search.Tests;

public abstract partial class FirmIndexContract
{
    private static readonly FirmDocument[] FourFirms =
    [
        Firm(1, "甲一有限公司", 90) with { Region = new RegionCode(420106), Libraries = [Library.Awards, Library.Projects], Grade = 1 },
        Firm(2, "甲二有限公司", 70) with { Region = new RegionCode(420111), Libraries = [Library.Awards], Grade = 3 },
        Firm(3, "甲三有限公司", 50) with { Region = new RegionCode(440305), Libraries = [Library.Projects], IsExcluded = true, IsProvisional = true },
        Firm(4, "乙四有限公司") with { IsProvisional = true },
    ];

    [Fact]
    public async Task Counts_ignore_the_filter_on_their_own_facet_only()
    {
        var index = await IndexOfAsync(FourFirms);

        var answer = await index.SearchAsync(
            new FirmQuery
            {
                Text = "甲",
                Filters = [new FacetFilter(FirmFacet.Province, ["420000"], [])],
                Facets = [FirmFacet.Province, FirmFacet.City, FirmFacet.Library],
            },
            Token);

        Assert.Equal(2, answer.Total);
        Assert.Equal([new FacetValue("420000", 2), new FacetValue("440000", 1)], answer.Facets[0].Values);
        Assert.Equal([new FacetValue("420100", 2)], answer.Facets[1].Values);
        Assert.Equal([new FacetValue("awards", 2), new FacetValue("projects", 1)], answer.Facets[2].Values);
    }

    [Theory]
    [InlineData(FirmFacet.Library, "awards", "", "1,2", "one value kept")]
    [InlineData(FirmFacet.Library, "awards,projects", "", "1,2,3", "kept values are alternatives")]
    [InlineData(FirmFacet.Library, "awards", "projects", "2", "left-out values apply on top")]
    [InlineData(FirmFacet.Library, "", "projects", "2,4", "left out alone; a firm in no library stays")]
    [InlineData(FirmFacet.City, "420100", "", "1,2", "cities end in 00")]
    [InlineData(FirmFacet.County, "440305", "", "3", "counties are whole codes")]
    [InlineData(FirmFacet.Province, "110000", "", "", "a value no firm has")]
    [InlineData(FirmFacet.Province, "no such", "", "", "no value at all")]
    [InlineData(FirmFacet.Standing, "excluded", "", "3", "excluded is graver than provisional")]
    [InlineData(FirmFacet.Standing, "", "excluded,provisional", "1,2", "regular firms by leaving out the others")]
    [InlineData(FirmFacet.Grade, "1,3", "", "1,2", "grades by step")]
    public async Task Filters_keep_and_leave_out(FirmFacet facet, string include, string exclude, string ids, string because)
    {
        var index = await IndexOfAsync(FourFirms);
        var filter = new FacetFilter(facet, Split(include), Split(exclude));

        var found = await IdsAsync(index, new FirmQuery { Filters = [filter], Sort = FirmSort.Points });

        Assert.True(found.SequenceEqual(Split(ids).Select(long.Parse)), $"{because}: {string.Join(",", found)}");
    }

    [Fact]
    public async Task Firms_without_a_value_stay_out_of_ranges_and_come_last_in_orders()
    {
        var index = await IndexOfAsync(FourFirms);

        Assert.Equal([1, 2, 3, 4], await IdsAsync(index, new FirmQuery { Sort = FirmSort.Points }));
        Assert.Equal([1, 2], await IdsAsync(index, new FirmQuery { Points = new Range<decimal>(70, null) }));
        Assert.Equal([2, 3], await IdsAsync(index, new FirmQuery { Points = new Range<decimal>(null, 70) }));
        Assert.Equal([1, 2, 3, 4], await IdsAsync(index, new FirmQuery { Points = new Range<decimal>(null, null) }));
        Assert.Empty(await IdsAsync(index, new FirmQuery { Points = new Range<decimal>(80, 60) }));
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
