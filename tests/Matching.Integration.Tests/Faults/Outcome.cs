using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Ingest.Indexing;
using Matching.Ingest.Linking;
using Matching.Search;
using Matching.Storage;
using Microsoft.EntityFrameworkCore;

namespace Matching.Integration.Tests.Faults;

/// <summary>What a load left behind, as text to be compared: numbers of firms and records are replaced by the place where they first come up, moments are left out.</summary>
internal sealed record Outcome(IReadOnlyDictionary<string, string> Parts, int Rows, int Doubled)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new RegionAsNumber() },
    };

    public static async Task<Outcome> OfAsync(Product product)
    {
        await using var db = await product.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        var (links, places) = await LinksAsync(product);
        var scores = await db.Scores.AsNoTracking().Where(score => score.EndedAt == null).ToListAsync();
        var deliveries = await db.Deliveries.AsNoTracking().OrderBy(delivery => delivery.FileName).ToListAsync();
        var documents = new List<(string Key, string Text)>();
        await foreach (var document in product.Get<FirmDocuments>().AllAsync(BeijingTime.Today(TimeProvider.System), CancellationToken.None))
        {
            documents.Add((places[document.Id.Value], Text(document)));
        }

        var firms = await db.Firms.AsNoTracking().Where(firm => firm.RetiredAt == null && firm.MergedInto == null).ToListAsync();
        var questions = await db.ReviewItems.AsNoTracking().Where(item => item.ClosedAt == null).Select(item => item.Text).ToListAsync();
        var parts = new Dictionary<string, string>
        {
            ["row ledgers"] = Lines(deliveries.Select(delivery => string.Create(
                CultureInfo.InvariantCulture,
                $"{delivery.FileName} {delivery.State} {delivery.RowsRead} = {delivery.RowsAccepted} {delivery.RowsUnchanged} {delivery.RowsSuperseded} {delivery.RowsWithdrawn} {delivery.RowsSkipped} {delivery.RowsRejected} {delivery.Ledger.AddsUp}"))),
            ["links"] = links,
            ["firms"] = Lines(firms.Select(firm => $"{places.GetValueOrDefault(firm.Id, "-")} {firm.Name} {firm.Uscc} {firm.Kind} {firm.IsProvisional} {firm.NeedsScoring}").Order(StringComparer.Ordinal)),
            ["scores"] = Lines(scores.Select(score => string.Create(
                CultureInfo.InvariantCulture,
                $"{places[score.FirmId]} {score.Points} T{score.Grade} {score.Stage} {score.PeerGroup} {score.PeerPercentile} {WithoutFacts(score.Contributions)}")).Order(StringComparer.Ordinal)),
            ["questions for a person"] = Lines(questions.Order(StringComparer.Ordinal)),
            ["index documents"] = Lines(documents.OrderBy(document => document.Key, StringComparer.Ordinal).Select(document => $"{document.Key} {document.Text}")),
        };

        var doubled = await db.Linkages.Where(linkage => linkage.EndedAt == null).GroupBy(linkage => new { linkage.RecordId, linkage.Position }).CountAsync(group => group.Count() > 1)
            + await db.Scores.Where(score => score.EndedAt == null).GroupBy(score => score.FirmId).CountAsync(group => group.Count() > 1)
            + await DoubledRowsAsync(db)
            + await db.Deliveries.GroupBy(delivery => delivery.ContentHash).CountAsync(group => group.Count() > 1);
        return new(parts, deliveries.Sum(delivery => delivery.RowsRead), doubled);
    }

    /// <summary>What the index holds, document by document, for an index all processes share.</summary>
    public static async Task<string> IndexedAsync(Product product)
    {
        var (_, places) = await LinksAsync(product);
        var index = product.Get<IFirmIndex>();
        var found = new List<(string Key, string Text)>();
        await using var db = await product.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
        foreach (var batch in (await db.Firms.Select(firm => firm.Id).ToListAsync()).Chunk(64))
        {
            var documents = await Task.WhenAll(batch.Select(id => index.FindAsync(new(id), CancellationToken.None)));
            found.AddRange(documents.OfType<FirmDocument>().Select(document => (places.GetValueOrDefault(document.Id.Value, "-"), Text(document))));
        }

        return Lines(found.OrderBy(document => document.Key, StringComparer.Ordinal).Select(document => $"{document.Key} {document.Text}"));
    }

    /// <summary>Names of the parts that differ, with the first difference of each.</summary>
    public IReadOnlyList<string> DifferencesFrom(Outcome other) =>
    [
        .. Parts.Keys.Where(part => Parts[part] != other.Parts[part]).Select(part =>
        {
            var (mine, theirs) = (Parts[part].Split('\n'), other.Parts[part].Split('\n'));
            var place = mine.Zip(theirs).TakeWhile(pair => pair.First == pair.Second).Count();
            return $"{part} ({mine.Length} and {theirs.Length} lines): {mine.ElementAtOrDefault(place)} <> {theirs.ElementAtOrDefault(place)}";
        }),
    ];

    private static async Task<(string Text, Dictionary<long, string> Places)> LinksAsync(Product product)
    {
        var text = new StringBuilder();
        await using (var writer = new StringWriter(text, CultureInfo.InvariantCulture))
        {
            await product.Get<LinkExport>().WriteAsync(writer, CancellationToken.None);
        }

        // firms get the place of their first line; the export has them in the eighth field, and names with commas are quoted before it
        var places = new Dictionary<long, string>();
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var line = 0; line < lines.Length; line++)
        {
            lines[line] = System.Text.RegularExpressions.Regex.Replace(lines[line], @",F(\d{7,}),", match =>
            {
                var id = long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
                places.TryAdd(id, string.Create(CultureInfo.InvariantCulture, $"@{line:D7}"));
                return $",{places[id]},";
            });
        }

        return (string.Join('\n', lines), places);
    }

    private static async Task<int> DoubledRowsAsync(MatchingDbContext db) =>
        await db.Rows.GroupBy(row => new { row.DeliveryId, row.Sheet, row.Row }).CountAsync(group => group.Count() > 1);

    private static string Text(FirmDocument document)
    {
        var json = JsonSerializer.SerializeToNode(document with { Id = default, Version = 0 }, Readable)!.AsObject();
        return json.ToJsonString(Readable);
    }

    private static string WithoutFacts(string contributions)
    {
        var reasons = JsonNode.Parse(contributions)!.AsArray();
        foreach (var reason in reasons)
        {
            var facts = reason!["FactIds"]!.AsArray().Count;
            reason.AsObject().Remove("FactIds");
            reason["Facts"] = facts;
        }

        return reasons.ToJsonString(Readable);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private sealed class RegionAsNumber : JsonConverter<RegionCode>
    {
        public override RegionCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RegionCode value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
