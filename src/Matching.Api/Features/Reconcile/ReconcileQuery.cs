using System.Text.Json;
using Matching.Domain.Codes;
using Matching.Domain.Finding;
using Matching.Domain.Firms;

namespace Matching.Api.Features.Reconcile;

/// <summary>One condition of a query.</summary>
/// <param name="Property">Empty = the name; <see cref="IdProperty"/> = the identifier.</param>
/// <param name="Quantifier">any, all or none.</param>
internal sealed record ReconcileCondition(string Property, IReadOnlyList<string> Values, bool IsRequired, string Quantifier)
{
    public const string IdProperty = "id";
}

/// <summary>One query of either version of the protocol.</summary>
/// <param name="Key">Name of the query in a batch of version 0.2.</param>
/// <param name="Types">Empty = any.</param>
internal sealed record ReconcileQuery(string Key, IReadOnlyList<ReconcileCondition> Conditions, IReadOnlyList<string> Types, int Limit)
{
    /// <summary>Queries in one batch; OpenRefine sends as many when the manifest says so.</summary>
    public const int MostQueries = 1_000;

    public const int UsualLimit = 5;
    public const int MostCandidates = 20;

    public IReadOnlyList<string> Of(string property) => [.. Conditions.Where(one => one.Property == property && one.Quantifier != "none").SelectMany(one => one.Values)];

    /// <summary>Questions to ask: one a name, as several spellings may be given.</summary>
    public IEnumerable<FirmQuestion> Questions()
    {
        var code = Of(ReconcileProperties.Code) is [var stated, ..] ? stated : null;
        var region = Of(ReconcileProperties.Region) is [var text, ..] && RegionTable.TryFind(text, out var found) ? found : (RegionCode?)null;
        var former = Of(ReconcileProperties.FormerName);
        var names = Of("");
        return names.Count == 0
            ? [new FirmQuestion(null, code, region, former)]
            : names.Select(name => Uscc.TryParse(name, out _) && code is null ? new FirmQuestion(null, name, region, former) : new FirmQuestion(name, code, region, former));
    }

    /// <summary>Identifiers asked for, in an id condition or as the name.</summary>
    public IEnumerable<FirmId> Ids() => Of(ReconcileCondition.IdProperty)
        .Concat(Of("").Where(name => name.StartsWith('F')))
        .Select(text => FirmId.TryParse(text, out var id) ? id : default)
        .Where(id => id.Value > 0);
}

/// <summary>A batch that was read, or what is wrong with it.</summary>
internal abstract record ReconcileBatch
{
    public sealed record Read(IReadOnlyList<ReconcileQuery> Queries) : ReconcileBatch;

    public sealed record TooMany(int Queries) : ReconcileBatch;

    /// <param name="Where">Place in the batch, e.g. <c>q0.properties[1].pid</c>.</param>
    public sealed record Bad(string Where, string Message) : ReconcileBatch;

    /// <summary>Reads what was meant to be JSON.</summary>
    /// <returns>Null when it is none.</returns>
    public static JsonDocument? Parse(string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
