namespace Matching.Storage.Audit;

/// <summary>What is to be written down; number, time and hashes are added by <see cref="AuditLog"/>.</summary>
/// <param name="Actor">Account name, or <c>cli</c>.</param>
/// <param name="Role">Role the actor acted in.</param>
/// <param name="Tenant">Bank or office; empty for the department.</param>
/// <param name="Action">Kebab-case verb, e.g. <c>firm-viewed</c>.</param>
/// <param name="Subject">Id of what was looked at or changed.</param>
/// <param name="Detail">JSON with counts and versions; never personal data, never a search text.</param>
public sealed record AuditNote(string Actor, string Role, string Tenant, string Action, string Subject, string Detail = "{}");
