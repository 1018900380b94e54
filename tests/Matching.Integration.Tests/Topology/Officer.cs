using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Matching.Integration.Tests.Topology;

/// <summary>A signed-in person whose requests go now to one server, now to another, as behind a proxy.</summary>
internal sealed partial class Officer : IDisposable
{
    private readonly HttpClient client;

    private Officer(HttpMessageHandler handler) => client = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(3) };

    /// <param name="through">How to reach a server that listens on no port; null = over the network.</param>
    /// <exception cref="HttpRequestException">The server is away, or does not let the person in.</exception>
    public static async Task<Officer> SignInAsync(Uri server, string user, HttpMessageHandler? through = null)
    {
        var officer = new Officer(through is null ? new HttpClientHandler { AllowAutoRedirect = false } : new WithCookies(through));
        var page = await officer.GetAsync(new Uri(server, "/sign-in"));
        using var answer = await officer.PostAsync(new Uri(server, "/sign-in"), page, ("UserName", user), ("Password", "demo-matching"));
        await ExpectAsync(answer, HttpStatusCode.Redirect);
        return officer;
    }

    public Task<string> GetAsync(Uri address) => client.GetStringAsync(address);

    public async Task<JsonElement> GetJsonAsync(Uri address) => JsonSerializer.Deserialize<JsonElement>(await GetAsync(address));

    public async Task<bool> AnswersAsync(Uri address)
    {
        using var answer = await client.GetAsync(address);
        return answer.IsSuccessStatusCode;
    }

    /// <param name="filters">Of the search, as in its address: <c>&amp;grade=3</c>.</param>
    /// <returns>Firms found; null while the index is away.</returns>
    public async Task<int?> TotalAsync(Uri server, string text, string filters = "")
    {
        using var answer = await client.GetAsync(new Uri(server, $"/api/firms?q={Uri.EscapeDataString(text)}{filters}"));
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }

        await ExpectAsync(answer, HttpStatusCode.OK);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("total").GetInt32();
    }

    /// <summary>Looks at the file on one server and confirms it on another.</summary>
    /// <returns>Path of the delivery's page.</returns>
    public async Task<string> UploadAsync(Uri first, Uri second, string name, byte[] content)
    {
        var form = await GetAsync(new Uri(first, "/deliveries/new"));
        using var upload = new MultipartFormDataContent { { new StringContent(TokenOf(form)), "__RequestVerificationToken" }, { new ByteArrayContent(content), "Files", name } };
        using var preview = await client.PostAsync(new Uri(first, "/deliveries/new"), upload);
        await ExpectAsync(preview, HttpStatusCode.OK);
        var html = await preview.Content.ReadAsStringAsync();
        using var confirmed = await PostAsync(new Uri(second, "/deliveries/new?handler=Confirm"), html, ("Uploads", Upload().Match(html).Groups[1].Value));
        await ExpectAsync(confirmed, HttpStatusCode.Redirect);
        return confirmed.Headers.Location!.ToString();
    }

    /// <summary>Sends a form with the token of a page seen before.</summary>
    public async Task<string> PostFormAsync(Uri address, string page, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(address, page, fields);
        await ExpectAsync(answer, HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    public void Dispose() => client.Dispose();

    private static async Task ExpectAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        if (answer.StatusCode != expected)
        {
            throw new HttpRequestException($"{answer.RequestMessage?.RequestUri}: {answer.StatusCode} instead of {expected}: {await answer.Content.ReadAsStringAsync()}", null, answer.StatusCode);
        }
    }

    private Task<HttpResponseMessage> PostAsync(Uri address, string page, params (string Name, string Value)[] fields) =>
        client.PostAsync(address, new FormUrlEncodedContent(
            [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", TokenOf(page))]));

    private static string TokenOf(string html) => Token().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Uploads\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex Upload();

    /// <summary>Keeps cookies where the handler below does not.</summary>
    private sealed class WithCookies(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly CookieContainer cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } kept)
            {
                request.Headers.Add("Cookie", kept);
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var cookie in set)
                {
                    cookies.SetCookies(request.RequestUri!, cookie);
                }
            }

            return answer;
        }
    }
}
