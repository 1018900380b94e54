using System.Text.Json;
using Matching.Search;
using Microsoft.Extensions.Options;

namespace Matching.Integration.Tests.Faults;

/// <summary>Somebody removes the index by hand, several times.</summary>
internal sealed class RemovedIndex(int times, TimeSpan pause) : Disturbance
{
    private readonly List<string> removed = [];

    public override string Told => $"index removed by hand {removed.Count} times";

    public override async Task CarryOutAsync(Product product)
    {
        var options = product.Get<IOptions<SearchOptions>>().Value.Elasticsearch;
        using var client = new HttpClient { BaseAddress = options.Url };
        while (removed.Count < times)
        {
            await Task.Delay(pause);
            using var found = await client.GetAsync(new Uri($"_alias/{options.Alias}", UriKind.Relative));
            if (!found.IsSuccessStatusCode)
            {
                continue;
            }

            using var names = JsonDocument.Parse(await found.Content.ReadAsStringAsync());
            foreach (var name in names.RootElement.EnumerateObject().Select(index => index.Name))
            {
                using var answer = await client.DeleteAsync(new Uri(name, UriKind.Relative));
                removed.Add(name);
            }
        }
    }
}
