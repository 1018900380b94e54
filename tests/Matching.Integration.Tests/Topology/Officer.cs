using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Matching.Integration.Tests.Topology;

/// <summary>A signed-in person whose requests go now to one server, now to another, as behind a proxy.</summary>
internal sealed partial class Officer : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient client;

    private Officer() => client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(60) };

    public static async Task<Officer> SignInAsync(Uri server, string user)
    {
        var officer = new Officer();
        var page = await officer.GetAsync(new Uri(server, "/sign-in"));
        using var answer = await officer.PostAsync(new Uri(server, "/sign-in"), page, ("UserName", user), ("Password", "demo-matching"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return officer;
    }

    public Task<string> GetAsync(Uri address) => client.GetStringAsync(address);

    public async Task<JsonElement> GetJsonAsync(Uri address) => JsonSerializer.Deserialize<JsonElement>(await GetAsync(address));

    /// <summary>Looks at the file on one server and confirms it on another.</summary>
    /// <returns>Path of the delivery's page.</returns>
    public async Task<string> UploadAsync(Uri first, Uri second, string name, string content)
    {
        var form = await GetAsync(new Uri(first, "/deliveries/new"));
        using var upload = new MultipartFormDataContent
        {
            { new StringContent(TokenOf(form)), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "Files", name },
        };
        using var preview = await client.PostAsync(new Uri(first, "/deliveries/new"), upload);
        var html = await preview.Content.ReadAsStringAsync();
        Assert.True(preview.StatusCode == HttpStatusCode.OK, html);
        var token = Upload().Match(html).Groups[1].Value;
        using var confirmed = await PostAsync(new Uri(second, "/deliveries/new?handler=Confirm"), html, ("Uploads", token));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        return confirmed.Headers.Location!.ToString();
    }

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    private Task<HttpResponseMessage> PostAsync(Uri address, string page, params (string Name, string Value)[] fields) =>
        client.PostAsync(address, new FormUrlEncodedContent(
            [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", TokenOf(page))]));

    private static string TokenOf(string html) => Token().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Uploads\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex Upload();
}
