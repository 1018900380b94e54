using System.Globalization;
using System.Text.Json;
using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Search.Elasticsearch;

/// <summary>The document as the index keeps it to give it back, values as they came; what is not known is left out.</summary>
internal static class StoredFirm
{
    public static void Write(Utf8JsonWriter json, FirmDocument firm)
    {
        json.WriteNumber("id", firm.Id.Value);
        json.WriteNumber("version", firm.Version);
        json.WriteString("name", firm.Name);
        WriteTexts(json, "formerNames", firm.FormerNames);
        WriteTexts(json, "shortNames", firm.ShortNames);
        WriteTexts(json, "initials", firm.PinyinInitials);
        json.WriteString("uscc", firm.Uscc);
        WriteTexts(json, "numbers", firm.Numbers);
        WriteTexts(json, "titles", firm.Titles);
        json.WriteString("scope", firm.BusinessScope);
        WriteNumber(json, "region", firm.Region?.Value);
        WriteNumber(json, "field", (int?)firm.Field);
        WriteNumber(json, "section", firm.IndustrySection);
        WriteLibraries(json, "libraries", firm.Libraries);
        WriteLibraries(json, "librariesInForce", firm.LibrariesInForce);
        json.WriteNumber("award", (int)firm.BestAwardLevel);
        json.WriteNumber("project", (int)firm.BestProjectLevel);
        json.WriteNumber("awards", firm.AwardCount);
        json.WriteNumber("projects", firm.ProjectCount);
        WriteAmount(json, "venture", firm.VentureAmountCny);
        WriteNumber(json, "registered", firm.RegisteredOn?.DayNumber);
        WriteNumber(json, "latest", firm.LatestFactOn?.DayNumber);
        WriteAmount(json, "points", firm.Points);
        WriteNumber(json, "grade", firm.Grade);
        json.WriteBoolean("provisional", firm.IsProvisional);
        json.WriteBoolean("excluded", firm.IsExcluded);
    }

    public static FirmDocument Read(JsonElement json) => new()
    {
        Id = new FirmId(json.GetProperty("id").GetInt64()),
        Version = json.GetProperty("version").GetInt64(),
        Name = json.GetProperty("name").GetString()!,
        FormerNames = ReadTexts(json, "formerNames"),
        ShortNames = ReadTexts(json, "shortNames"),
        PinyinInitials = ReadTexts(json, "initials"),
        Uscc = json.GetProperty("uscc").GetString()!,
        Numbers = ReadTexts(json, "numbers"),
        Titles = ReadTexts(json, "titles"),
        BusinessScope = json.GetProperty("scope").GetString()!,
        Region = ReadNumber(json, "region") is { } region ? new RegionCode(region) : null,
        Field = (TechnologyField?)ReadNumber(json, "field"),
        IndustrySection = (char?)ReadNumber(json, "section"),
        Libraries = ReadLibraries(json, "libraries"),
        LibrariesInForce = ReadLibraries(json, "librariesInForce"),
        BestAwardLevel = (AuthorityLevel)json.GetProperty("award").GetInt32(),
        BestProjectLevel = (AuthorityLevel)json.GetProperty("project").GetInt32(),
        AwardCount = json.GetProperty("awards").GetInt32(),
        ProjectCount = json.GetProperty("projects").GetInt32(),
        VentureAmountCny = ReadAmount(json, "venture") ?? 0,
        RegisteredOn = ReadNumber(json, "registered") is { } registered ? DateOnly.FromDayNumber(registered) : null,
        LatestFactOn = ReadNumber(json, "latest") is { } latest ? DateOnly.FromDayNumber(latest) : null,
        Points = ReadAmount(json, "points"),
        Grade = ReadNumber(json, "grade"),
        IsProvisional = json.GetProperty("provisional").GetBoolean(),
        IsExcluded = json.GetProperty("excluded").GetBoolean(),
    };

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static string[] ReadTexts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [];

    private static void WriteLibraries(Utf8JsonWriter json, string name, IReadOnlyList<Library> libraries)
    {
        json.WriteStartArray(name);
        foreach (var library in libraries)
        {
            json.WriteNumberValue((int)library);
        }

        json.WriteEndArray();
    }

    private static Library[] ReadLibraries(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(library => (Library)library.GetInt32())];

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    private static int? ReadNumber(JsonElement json, string name) =>
        json.TryGetProperty(name, out var number) ? number.GetInt32() : null;

    /// <summary>As text: the server passes numbers through binary fractions.</summary>
    private static void WriteAmount(Utf8JsonWriter json, string name, decimal? amount)
    {
        if (amount is { } known)
        {
            json.WriteString(name, known.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static decimal? ReadAmount(JsonElement json, string name) =>
        json.TryGetProperty(name, out var amount) ? decimal.Parse(amount.GetString()!, CultureInfo.InvariantCulture) : null;
}
