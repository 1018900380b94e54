using Matching.Domain.Libraries;
using Matching.Ml.Features;
using static Matching.Ml.Tests.Facts;

namespace Matching.Ml.Tests.TrainingSets;

public sealed class ModelFeaturesTests
{
    [Fact]
    public void A_fact_published_after_the_day_changes_no_input()
    {
        var norms = Norms();
        var before = ModelFeatures.V1.Read(new FirmOnDay(Profile([Award(1, new(2025, 1, 1)), Round(2, new(2024, 1, 1), 5_000_000)]), AsOf), norms);
        var planted = ModelFeatures.V1.Read(
            new FirmOnDay(Profile([Award(1, new(2025, 1, 1)), Round(2, new(2024, 1, 1), 5_000_000), Award(3, AsOf, AuthorityLevel.National) with { PublishedOn = AsOf.AddDays(1) }]), AsOf), norms);

        Assert.Equal(before, planted);
    }

    [Fact]
    public void A_place_among_peers_rises_with_the_value()
    {
        var norms = Norms();
        var place = SampleSets.PlaceOf("project_money_3y@region");
        float Of(decimal money) => ModelFeatures.V1.Read(new FirmOnDay(Profile([Project(1, new(2025, 1, 1), cny: money)]), AsOf), norms)[place];

        Assert.True(Of(100_000) <= Of(500_000) && Of(500_000) < Of(5_000_000), $"{Of(100_000)} {Of(500_000)} {Of(5_000_000)}");
        Assert.InRange(Of(5_000_000), 0.9f, 1f);
    }

    [Fact]
    public void Few_peers_give_way_to_all_firms_and_an_unknown_value_stays_unknown()
    {
        var builder = new PeerNorms.Builder(AsOf);
        for (var i = 0; i < 100; i++)
        {
            builder.Add("venture_amount", PeerKind.Field, i < 5 ? 1 : 2, i);
        }

        var norms = builder.Build();
        Assert.Equal(norms.ShareOf("venture_amount", PeerKind.Field, 0, 50), norms.ShareOf("venture_amount", PeerKind.Field, 1, 50));
        Assert.NotEqual(norms.ShareOf("venture_amount", PeerKind.Field, 2, 50), norms.ShareOf("venture_amount", PeerKind.Field, 1, 50));
        Assert.True(float.IsNaN(norms.ShareOf("venture_amount", PeerKind.Field, 2, float.NaN)));
    }

    private static PeerNorms Norms()
    {
        var builder = new PeerNorms.Builder(new DateOnly(2026, 1, 1));
        for (var i = 1; i <= 50; i++)
        {
            ModelFeatures.V1.Gather(new FirmOnDay(Profile([Project(1, new(2025, 1, 1), cny: i * 50_000m), Award(2, new(2025, 2, 1))]), AsOf), builder);
        }

        return builder.Build();
    }
}
