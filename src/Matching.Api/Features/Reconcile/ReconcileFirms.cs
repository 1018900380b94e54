using System.Text.Json.Nodes;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Codes;
using Matching.Domain.Finding;
using Matching.Ingest.Finding;
using Matching.Search;

namespace Matching.Api.Features.Reconcile;

/// <summary>Answers a batch of reconciliation queries from the firms in memory.</summary>
public sealed class ReconcileFirms(ResidentFinder resident, AuditTrail audit)
{
    /// <summary>One array of candidates a query, in the order of the queries.</summary>
    /// <exception cref="SearchIndexUnavailableException">The finder is still being filled.</exception>
    internal async Task<IReadOnlyList<JsonArray>> HandleAsync(IReadOnlyList<ReconcileQuery> queries, CurrentUser user, CancellationToken cancellationToken)
    {
        var (finder, change) = resident.Ready;
        var answers = new FirmAnswer[queries.Count];
        Parallel.For(0, answers.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => answers[i] = Answer(finder, queries[i]));
        var detail = new
        {
            queries = queries.Count,
            matched = answers.Count(answer => answer.Verdict == FindVerdict.Matched),
            ambiguous = answers.Count(answer => answer.Verdict == FindVerdict.Ambiguous),
            change,
        };
        await audit.NoteAsync(user, "firms-reconciled", "reconcile", detail, cancellationToken);
        return [.. answers.Select(answer => new JsonArray([.. answer.Candidates.Select((candidate, at) => (JsonNode)Json(candidate, answer.Verdict == FindVerdict.Matched && at == 0))]))];
    }

    private static FirmAnswer Answer(FirmFinder finder, ReconcileQuery query)
    {
        if (query.Types.Count > 0 && !query.Types.Contains(ReconcileTypes.Firm))
        {
            return FirmAnswer.NothingAsked;
        }

        if (query.Ids().Select(finder.Find).OfType<FirmCandidate>().Take(query.Limit).ToList() is { Count: > 0 } byId)
        {
            return new FirmAnswer(byId.Count == 1 ? FindVerdict.Matched : FindVerdict.Ambiguous, FindReason.CreditCode, byId);
        }

        var best = query.Questions().Select(question => finder.Find(question, query.Limit)).OrderBy(answer => answer.Verdict).ThenByDescending(answer => answer.Confidence).First();
        var kept = best.Candidates.Where(candidate => query.Conditions.All(condition => Holds(condition, candidate))).ToList();
        return kept.Count == 0 ? best with { Verdict = FindVerdict.Unknown, Candidates = [] }
            : kept[0].Id == best.Candidates[0].Id ? best with { Candidates = kept }
            : best with { Verdict = FindVerdict.Ambiguous, Candidates = kept };
    }

    /// <summary>Optional conditions have moved the confidence already; required ones and exclusions filter.</summary>
    private static bool Holds(ReconcileCondition condition, FirmCandidate candidate)
    {
        if (!condition.IsRequired && condition.Quantifier != "none")
        {
            return true;
        }

        return condition.Quantifier switch
        {
            "all" => condition.Values.All(Agrees),
            "none" => !condition.Values.Any(Agrees),
            _ => condition.Values.Any(Agrees),
        };

        bool Agrees(string value) => condition.Property switch
        {
            ReconcileCondition.IdProperty => candidate.Id.ToString() == value,
            ReconcileProperties.Code => candidate.Uscc?.ToString() == (Uscc.TryParse(value, out var code) ? code.ToString() : value)
                || (OrganizationCode.TryParse(value, out var part) && candidate.Uscc?.OrganizationCode == part),
            ReconcileProperties.Region => RegionTable.TryFind(value, out var region) && candidate.Region is { } own && (region.Contains(own) || own.Contains(region)),
            ReconcileProperties.FormerName => candidate.IsFormer,
            "" => candidate.NameNearness == NameNearness.Same,

            // A property the service does not know is nobody's.
            _ => false,
        };
    }

    private static JsonObject Json(FirmCandidate candidate, bool isMatch)
    {
        var description = string.Join(" · ", new[] { candidate.Uscc?.ToString(), candidate.Region is { } region ? RegionTable.FullNameOf(region) : null, candidate.IsFormer ? "曾用名相符" : null }.OfType<string>());
        var json = new JsonObject { ["id"] = candidate.Id.ToString(), ["name"] = candidate.Name };
        if (description.Length > 0)
        {
            json["description"] = description;
        }

        json["type"] = new JsonArray(ReconcileTypes.Json());
        json["score"] = candidate.Confidence;
        json["match"] = isMatch;
        json["features"] = new JsonArray(
            Feature("name-same", "名称一致", JsonValue.Create(candidate.NameNearness == NameNearness.Same)),
            Feature("name-near", "名称接近但不一致", JsonValue.Create(candidate.NameNearness is not (NameNearness.Same or NameNearness.None))),
            Feature("former-name", "与曾用名相符", JsonValue.Create(candidate.IsFormer)),
            Feature("code-same", "代码一致", JsonValue.Create(candidate.CodeNearness is CodeNearness.Same)),
            Feature("code-differs", "代码不同", JsonValue.Create(candidate.CodeNearness is CodeNearness.Differs)),
            Feature("region-nearness", "地区：2 同市，1 同省，0 未知，−1 不同", JsonValue.Create(candidate.RegionNearness switch { RegionNearness.SameCity => 2, RegionNearness.SameProvince => 1, RegionNearness.Contradicting => -1, _ => 0 })));
        return json;
    }

    private static JsonObject Feature(string id, string name, JsonValue value) => new() { ["id"] = id, ["name"] = name, ["value"] = value };
}
