using System.Net;
using Matching.Api.Tests.Site;

namespace Matching.Api.Tests.Access;

public sealed class WalkTests(LoadedSite site) : IClassFixture<LoadedSite>
{
    [Fact]
    public void Every_endpoint_is_in_the_table_of_who_may_open_it()
    {
        var doors = Doors.Of(site).Select(door => door.Pattern).Distinct().ToList();

        Assert.True(doors.Count > 20, $"{doors.Count} endpoints");
        Assert.Equal([], doors.Where(door => !Doors.All.ContainsKey(door)));
        Assert.Equal([], Doors.All.Keys.Except(doors));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bank-a")]
    [InlineData("analyst")]
    [InlineData("reviewer")]
    [InlineData("publisher")]
    [InlineData("admin")]
    public async Task Each_role_opens_its_own_doors_and_no_other(string user)
    {
        using var client = await site.OfAsync(user);
        foreach (var (pattern, isPage, methods) in Doors.Of(site))
        {
            if (isPage || methods.Contains("GET"))
            {
                var address = await Doors.AddressAsync(site, pattern);
                using var answer = await client.GetAsync(address);
                var seen = $"{user} GET {address}: {(int)answer.StatusCode} {answer.Headers.Location}";
                Assert.True((int)answer.StatusCode < 500, seen);
                Assert.True(MayOpen(user, pattern) == !IsRefusal(answer), seen);
                AssertHeaders(answer, seen);
                if (!MayOpen(user, pattern))
                {
                    AssertRefusal(answer, user, address, seen);
                }
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("bank-a")]
    [InlineData("analyst")]
    [InlineData("reviewer")]
    [InlineData("publisher")]
    [InlineData("admin")]
    public async Task No_post_is_taken_without_its_antiforgery_token(string user)
    {
        using var client = await site.OfAsync(user);
        foreach (var (pattern, isPage, methods) in Doors.Of(site))
        {
            // the error page only shows what went wrong, whatever the method was
            if ((!isPage && !methods.Contains("POST")) || pattern.StartsWith("error", StringComparison.Ordinal))
            {
                continue;
            }

            var address = await Doors.AddressAsync(site, pattern);
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("Name", "x"), KeyValuePair.Create("__RequestVerificationToken", "made-up")]);
            using var answer = await client.PostAsync(address, form);
            var seen = $"{user} POST {address}: {(int)answer.StatusCode} {answer.Headers.Location}";
            Assert.True((int)answer.StatusCode < 500, seen);

            // an address that takes JSON does not look at a form at all
            Assert.True(MayOpen(user, pattern) ? answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnsupportedMediaType : IsRefusal(answer), seen);
        }
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task Other_methods_do_nothing(string method)
    {
        using var admin = await site.SignedInAsync("admin");
        foreach (var (pattern, _, methods) in Doors.Of(site).Where(door => !door.Methods.Contains(method)))
        {
            var address = await Doors.AddressAsync(site, pattern);
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            using var answer = await admin.SendAsync(request);
            Assert.True((int)answer.StatusCode < 500, $"{method} {address}: {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("/css/site.css")]
    [InlineData("/nowhere")]
    [InlineData("/api/nowhere")]
    [InlineData("/firms/F9999999")]
    public async Task Files_and_failures_carry_the_headers_too(string address)
    {
        using var bank = await site.SignedInAsync("bank-a");
        using var answer = await bank.GetAsync(address);

        AssertHeaders(answer, address);
    }

    [Fact]
    public async Task Failures_of_the_api_are_problems_with_a_trace()
    {
        using var stranger = site.Browser();
        using var bank = await site.SignedInAsync("bank-a");
        foreach (var (client, address, type) in new[] { (stranger, "/api/firms", "/problems/sign-in-required"), (bank, "/api/nowhere", "/problems/not-found") })
        {
            using var answer = await client.GetAsync(address);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains(type, text, StringComparison.Ordinal);
            Assert.Contains("traceId", text, StringComparison.Ordinal);
        }
    }

    private static bool MayOpen(string user, string pattern) => Doors.All.TryGetValue(pattern, out var users) && users.Contains(user);

    private static bool IsRefusal(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || answer.Headers.Location?.OriginalString.Contains("/sign-in?", StringComparison.Ordinal) == true;

    private static void AssertRefusal(HttpResponseMessage answer, string user, string address, string seen)
    {
        var isApi = address.StartsWith("/api", StringComparison.Ordinal) || address.StartsWith("/openapi", StringComparison.Ordinal) || address.StartsWith("/reconcile", StringComparison.Ordinal);
        var expected = user.Length > 0 ? HttpStatusCode.Forbidden : isApi ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect;
        Assert.True(answer.StatusCode == expected, seen);
    }

    private static void AssertHeaders(HttpResponseMessage answer, string seen)
    {
        var policy = Header(answer, "Content-Security-Policy");
        Assert.True(policy.Contains("default-src 'self'", StringComparison.Ordinal), seen);
        Assert.True(policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal), seen);
        Assert.False(policy.Contains("unsafe", StringComparison.Ordinal), seen);
        Assert.True(Header(answer, "X-Content-Type-Options") == "nosniff", seen);
        Assert.True(Header(answer, "Referrer-Policy") == "same-origin", seen);
        Assert.True(Header(answer, "X-Frame-Options") == "DENY", seen);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
}
