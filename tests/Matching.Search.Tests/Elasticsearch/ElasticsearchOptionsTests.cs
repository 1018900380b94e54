using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Matching.Search.Tests.Elasticsearch;

public sealed class ElasticsearchOptionsTests
{
    [Theory]
    [InlineData("Url", "", "no address")]
    [InlineData("Url", "search.example:9200", "no http")]
    [InlineData("Url", "http://user:secret@search.example:9200", "a secret in the address")]
    [InlineData("User", "search", "a user without a password")]
    [InlineData("Alias", "Firms", "capitals")]
    [InlineData("Alias", "a,b", "two indices")]
    [InlineData("CertificateAuthorityFile", "no-such-file.pem", "no file")]
    [InlineData("Shards", "0", "no shards")]
    [InlineData("BulkBytes", "1", "no room for a firm")]
    [InlineData("SearchTimeout", "00:00:00", "no time")]
    public void Wrong_setting_is_refused_at_start_by_its_name(string setting, string value, string because)
    {
        using var services = Services(("Index", "Elasticsearch"), ("Elasticsearch:Url", "http://search.example:9200"), ($"Elasticsearch:{setting}", value));

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.True(refused.Message.Contains($"Matching:Search:Elasticsearch:{setting}", StringComparison.Ordinal), $"{because}: {refused.Message}");
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elasticsearch_is_chosen_by_configuration_and_its_settings_do_not_matter_otherwise()
    {
        using var chosen = Services(("Index", "elasticsearch"), ("Elasticsearch:Url", "https://search.example:9200"));
        chosen.GetRequiredService<IStartupValidator>().Validate();
        Assert.IsType<Search.Elasticsearch.ElasticsearchFirmIndex>(chosen.GetRequiredService<IFirmIndex>());

        using var embedded = Services(("Elasticsearch:Alias", "NO"));
        embedded.GetRequiredService<IStartupValidator>().Validate();
        Assert.IsType<Embedded.EmbeddedFirmIndex>(embedded.GetRequiredService<IFirmIndex>());
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings) =>
        new ServiceCollection()
            .AddMatchingSearch(new ConfigurationBuilder()
                .AddInMemoryCollection(settings
                    .GroupBy(setting => setting.Name, setting => setting.Value)
                    .Select(values => KeyValuePair.Create($"Matching:Search:{values.Key}", (string?)values.Last())))
                .Build())
            .BuildServiceProvider();
}
