using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Matching.Domain.Scoring;

namespace Matching.Ml.Scoring;

/// <summary>Contributions as kept with a score: those that gave points. What gave none is known from the card and left out to save space.</summary>
public static class ContributionJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(IEnumerable<Contribution> contributions) =>
        JsonSerializer.Serialize(contributions.Where(contribution => contribution.Points != 0), Options);

    public static IReadOnlyList<Contribution> Read(string json) => JsonSerializer.Deserialize<List<Contribution>>(json, Options)!;
}
