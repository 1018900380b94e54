using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Access;
using Matching.Api.Tests.Site;

namespace Matching.Api.Tests.Shared;

public sealed partial class OpenApiTests(LoadedSite site) : IClassFixture<LoadedSite>
{
    [Fact]
    public async Task Document_names_every_address_of_the_api_with_a_summary()
    {
        using var bank = await site.SignedInAsync("bank-a");
        var document = await bank.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var written = document.GetProperty("paths").EnumerateObject().ToDictionary(path => path.Name.Trim('/'), path => path.Value);

        foreach (var (pattern, _, methods) in Doors.Of(site).Where(door => door.Pattern.StartsWith("api/", StringComparison.Ordinal)))
        {
            Assert.True(written.TryGetValue(Constraint().Replace(pattern, "}"), out var path), pattern);
            foreach (var method in methods)
            {
                var operation = path.GetProperty(method.ToLowerInvariant());
                Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
                Assert.True(operation.GetProperty("responses").EnumerateObject().Any(answer => answer.Name.StartsWith('2')), $"{method} {pattern}");
            }
        }

        var upload = written["api/deliveries"].GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data").GetProperty("schema");
        Assert.Equal(["file", "library", "publishedOn"], upload.GetProperty("properties").EnumerateObject().Select(field => field.Name));
        Assert.True(written.Count >= 5, $"{written.Count} paths");
    }

    [GeneratedRegex(@":[^}]*\}")]
    private static partial Regex Constraint();
}
