using System.Globalization;
using System.Text.RegularExpressions;
using Matching.Api.Tests.Site;

namespace Matching.Api.Tests.Access;

/// <summary>Whatever an address or a form says, the product answers; it never breaks.</summary>
public sealed partial class FuzzTests(LoadedSite site) : IClassFixture<LoadedSite>
{
    private const int PerDoor = 40;

    private static readonly string[] Names =
    [
        "q", "library", "no-library", "province", "city", "county", "field", "grade", "award", "project", "industry", "standing", "inforce",
        "pointsFrom", "pointsUntil", "ventureFrom", "ventureUntil", "foundedFrom", "foundedUntil", "sort", "page", "pageSize", "asOf", "kind", "id",
        "record", "handler", "returnUrl", "ReturnUrl", "UserName", "Password", "Theme", "Shortcuts", "At", "Rule", "Number", "Revision", "Lines", "Note",
        "Reason", "Firms", "Name", "Purpose", "Office", "Days", "From", "To", "Library", "State", "Uploads", "PublishedOn", "Was", "WasAt", "WasStep",
        "status", "poolId", "number", "Files", "__proto__", "", "a[0].b", "x.y.z",
    ];

    private static readonly string[] Values =
    [
        "", " ", "0", "-1", "1", "2147483647", "2147483648", "-9223372036854775808", "9223372036854775808", "1e308", "NaN", "0.1", "٣", "１",
        "2025-03-20", "0001-01-01", "9999-12-31", "1990-01-01", "2025-02-30", "null", "true", "awards", "high-tech-firms", "Awards", "420100", "000000", "F0000001", "f1",
        "琊", "㍿㍿㍿㍿㍿㍿㍿㍿㍿㍿㍿㍿㍿㍿㍿㍿", "ﷺﷺﷺﷺﷺﷺﷺﷺ", "\u3000", "\u200b", "\u0000", "a\u0000b", "\ud800", "\ufffe", "𠮷", "' OR 1=1 --", "%", "_", "\\", "{0}", "${x}", "<script>alert(1)</script>",
        "../../etc/passwd", "Confirm", "RollBack", "Rejected", "Progress", "Export", "Publish", "AddByHand", "00000000000000000000000000000000", "a b c d e f g h i j",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Made_up_questions_never_break_an_address(int seed)
    {
        var random = new Random(seed);
        using var client = await site.SignedInAsync("publisher");
        foreach (var (pattern, _, _) in Doors.Of(site))
        {
            var real = await Doors.AddressAsync(site, pattern);
            for (var round = 0; round < PerDoor; round++)
            {
                var path = round % 4 == 0 ? MadeUp(pattern, random) : real;
                var query = string.Join('&', Enumerable.Range(0, random.Next(6)).Select(_ => $"{Escape(Pick(Names, random))}={Escape(Value(random))}"));
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?{query}");
                if (random.Next(3) == 0)
                {
                    request.Headers.Add("HX-Request", "true");
                }

                using var answer = await client.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"seed {seed}: GET {path}?{query} gave {(int)answer.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Made_up_forms_never_break_a_page(int seed)
    {
        var random = new Random(seed);
        using var client = await site.SignedInAsync("publisher");
        var token = Token().Match(await client.GetStringAsync("/firms")).Groups[1].Value;
        foreach (var (pattern, _, _) in Doors.Of(site).Where(door => door.IsPage && door.Pattern != "sign-out"))
        {
            var real = await Doors.AddressAsync(site, pattern);
            for (var round = 0; round < PerDoor; round++)
            {
                var path = random.Next(4) == 0 ? MadeUp(pattern, random) : real;
                var handler = random.Next(2) == 0 ? $"?handler={Escape(Value(random))}" : "";
                var fields = Enumerable.Range(0, random.Next(8)).Select(_ => KeyValuePair.Create(Pick(Names, random), Value(random)))
                    .Append(KeyValuePair.Create("__RequestVerificationToken", token)).ToList();
                var body = string.Join('&', fields.Select(field => $"{Escape(field.Key)}={Escape(field.Value)}"));
                using var form = new StringContent(body, null, "application/x-www-form-urlencoded");
                using var answer = await client.PostAsync(path + handler, form);
                Assert.True((int)answer.StatusCode < 500, $"seed {seed}: POST {path}{handler} with {body} gave {(int)answer.StatusCode}");
            }
        }
    }

    private static string Value(Random random) => random.Next(12) switch
    {
        0 => new string('琊', random.Next(1, 600)),
        1 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        2 => new string([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)random.Next(1, 0xFFFF))]),
        3 => Pick(Values, random) + Pick(Values, random),
        _ => Pick(Values, random),
    };

    private static string MadeUp(string pattern, Random random) =>
        // the server refuses a NUL in a path before the product sees it
        "/" + Parameter().Replace(pattern, _ => Escape(Value(random).Replace("/", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)));

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];

    // bytes that are no UTF-8 come too: half a rare character is escaped as its three bytes
    private static string Escape(string text) => string.Concat(text.Select(c => char.IsSurrogate(c)
        ? string.Create(CultureInfo.InvariantCulture, $"%{0xE0 | (c >> 12):X2}%{0x80 | ((c >> 6) & 0x3F):X2}%{0x80 | (c & 0x3F):X2}")
        : Uri.EscapeDataString(c.ToString())));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
