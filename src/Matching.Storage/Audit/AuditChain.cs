using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Matching.Storage.Audit;

/// <summary>The rule by which entries are chained.</summary>
/// <remarks>Hash = SHA-256 over the JSON array [id, microseconds since 1970, actor, role, tenant, action, subject, detail, previous hash]
/// in UTF-8; the array keeps fields apart that plain joining would let run together. The first entry follows 64 zeros.</remarks>
internal static class AuditChain
{
    public static readonly string Start = new('0', 64);

    /// <summary>A moment as the database keeps it: to the microsecond.</summary>
    public static DateTimeOffset Rounded(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The notes as entries, in their order, after the entry of that number and hash.</summary>
    public static List<AuditEntry> Continue(long lastId, string lastHash, DateTimeOffset at, IReadOnlyList<AuditNote> notes)
    {
        var entries = new List<AuditEntry>(notes.Count);
        foreach (var note in notes)
        {
            var entry = Next(lastId + 1, lastHash, at, note);
            entries.Add(entry);
            (lastId, lastHash) = (entry.Id, entry.Hash);
        }

        return entries;
    }

    private static AuditEntry Next(long id, string previousHash, DateTimeOffset at, AuditNote note) => new()
    {
        Id = id,
        At = at,
        Actor = note.Actor,
        Role = note.Role,
        Tenant = note.Tenant,
        Action = note.Action,
        Subject = note.Subject,
        Detail = note.Detail,
        PreviousHash = previousHash,
        Hash = Hash(id, at, note.Actor, note.Role, note.Tenant, note.Action, note.Subject, note.Detail, previousHash),
    };

    public static string HashOf(AuditEntry entry) => Hash(
        entry.Id, entry.At, entry.Actor, entry.Role, entry.Tenant, entry.Action, entry.Subject, entry.Detail, entry.PreviousHash);

    private static string Hash(
        long id, DateTimeOffset at, string actor, string role, string tenant, string action, string subject, string detail, string previousHash)
    {
        var microseconds = (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
        string[] fields =
        [
            id.ToString(CultureInfo.InvariantCulture), microseconds.ToString(CultureInfo.InvariantCulture),
            actor, role, tenant, action, subject, detail, previousHash,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(fields)));
    }
}
