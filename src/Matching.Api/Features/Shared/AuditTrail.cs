using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Matching.Api.Features.SignIn;
using Matching.Storage.Audit;

namespace Matching.Api.Features.Shared;

/// <summary>Notes who looked at or did what. Call it before the answer is given: what is not in the log was not shown.</summary>
public sealed class AuditTrail(AuditLog log)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="action">Kebab-case verb: <c>pool-published</c>, <c>firm-viewed</c>, …</param>
    /// <param name="subject">Id of what was looked at or changed.</param>
    /// <param name="detail">Counts and versions, written as JSON; never personal data or search text.</param>
    public Task NoteAsync(CurrentUser user, string action, string subject, object detail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return log.AppendAsync(
            new AuditNote(user.UserName, user.Role.ToString(), user.Tenant, action, subject, JsonSerializer.Serialize(detail, Readable)),
            cancellationToken);
    }
}
