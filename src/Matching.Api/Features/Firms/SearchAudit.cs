using System.Security.Cryptography;
using System.Text;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Search;

namespace Matching.Api.Features.Firms;

/// <summary>Leaves a trace of each search: conditions, number found and index version. The words searched for are kept as a hash only.</summary>
public sealed class SearchAudit(AuditTrail trail)
{
    public Task SearchedAsync(CurrentUser user, FirmSearchQuery query, SearchAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(answer);
        var detail = new
        {
            total = answer.Total,
            shown = answer.Hits.Count,
            conditions = (query with { Text = "" }).ToQueryString(),
            textSha256 = query.Text.Length > 0 ? HashOf(query.Text) : null,
            index = answer.Index.Name,
            change = answer.Index.AppliedChange,
            asOf = answer.Index.AsOf,
        };
        return trail.NoteAsync(user, "firms-searched", "firms", detail, cancellationToken);
    }

    public Task ExportedAsync(CurrentUser user, FirmSearchQuery query, int rows, int total, IndexVersion index, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(index);
        var detail = new
        {
            rows,
            total,
            conditions = (query with { Text = "" }).ToQueryString(),
            textSha256 = query.Text.Length > 0 ? HashOf(query.Text) : null,
            index = index.Name,
            change = index.AppliedChange,
            asOf = index.AsOf,
        };
        return trail.NoteAsync(user, "firms-exported", "firms", detail, cancellationToken);
    }

    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
