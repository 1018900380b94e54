using System.Data.Common;
using Matching.Storage.Sql;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Profiles;

/// <summary>The two queries behind profiles, both ascending by firm so that they can be read side by side.</summary>
/// <remarks>Within a firm mentions come in the order they were linked. They walk the index on linkages("FirmId") and look the other rows up by their keys.</remarks>
internal sealed class ProfileSql
{
    private const string MentionColumns = """
        SELECT l."FirmId", r."Id", u."Position", r."Library", r."State", u."Role", r."PublishedOn", r."DeliveryId", w."Sheet", w."Row",
               r."Title", r."Number", r."Kind", r."Grade", r."Level", r."Year", r."EventOn", r."ValidFrom", r."ValidUntil",
               r."AmountCny", r."Field", r."ListRegion", r."More", {withdrawn}, r."RecordedAt", r."RetractedAt",
               u."PrintedName", u."FoldedName", u."FormerName", u."FoldedFormerName", u."Region", u."Uscc"
        FROM linkages l
        JOIN normalized_records r ON r."Id" = l."RecordId"
        JOIN record_units u ON u."RecordId" = l."RecordId" AND u."Position" = l."Position"
        JOIN library_records w ON w."Id" = l."RecordId"
        """;

    private const string FirmColumns = """SELECT f."Id", f."Kind", f."Name", f."IsProvisional", f."Uscc" FROM firms f""";

    private const string InForce = """ WHERE l."EndedAt" IS NULL AND r."RetractedAt" IS NULL""";

    /// <summary>Stands where the day of withdrawal goes.</summary>
    private const string Withdrawn = "{withdrawn}";

    private const string WithdrawnNow = "r.\"WithdrawnOn\"";

    // A withdrawal read later was not known yet.
    private const string WithdrawnThen = """
        (SELECT r."WithdrawnOn" FROM normalized_records w2 WHERE w2."Id" = r."WithdrawnBy" AND w2."RecordedAt" <= @at)
        """;

    // A staged record has equal times; it was not known at any moment. A record that returned when another was taken back
    // had not been believed while that other was in force.
    private const string KnownThen = """
         WHERE l."At" <= @at AND (l."EndedAt" IS NULL OR l."EndedAt" > @at)
         AND r."RecordedAt" <= @at AND (r."RetractedAt" IS NULL OR r."RetractedAt" > @at)
         AND (r."State" = 3 OR NOT EXISTS (SELECT 1 FROM normalized_records n
             WHERE n."KeyHash" = r."KeyHash" AND n."Id" > r."Id" AND n."State" <> 3
             AND n."RecordedAt" <= @at AND (n."RetractedAt" IS NULL OR n."RetractedAt" > @at)))
        """;

    /// <summary>Stands where the list of ids goes; each provider has its own words for it.</summary>
    private const string AmongIds = "{among}";

    private readonly string firms;
    private readonly string mentions;
    private readonly IReadOnlyList<long>? ids;
    private readonly DateTimeOffset? knownAt;

    private ProfileSql(string firms, string mentions, IReadOnlyList<long>? ids, DateTimeOffset? knownAt)
    {
        this.firms = firms + """ ORDER BY f."Id" """;
        this.mentions = mentions + """ ORDER BY l."FirmId", l."Id" """;
        this.ids = ids;
        this.knownAt = knownAt;
    }

    public static ProfileSql Of(IReadOnlyList<long> ids, DateTimeOffset? knownAt) => new(
        FirmColumns + """ WHERE f."Id" """ + AmongIds,
        MentionColumns + (knownAt is null ? InForce : KnownThen) + """ AND l."FirmId" """ + AmongIds,
        ids,
        knownAt);

    public static ProfileSql All(bool onlyNeedingScore) => onlyNeedingScore
        ? new(
            FirmColumns + """ WHERE f."NeedsScoring" AND f."MergedInto" IS NULL AND f."RetiredAt" IS NULL""",
            MentionColumns + InForce + """ AND l."FirmId" IN (SELECT n."Id" FROM firms n WHERE n."NeedsScoring")""",
            null,
            null)
        : new(FirmColumns + """ WHERE f."MergedInto" IS NULL AND f."RetiredAt" IS NULL""", MentionColumns + InForce, null, null);

    public DbCommand FirmCommand(MatchingDbContext db) => Command(db, firms, withMoment: false);

    public DbCommand MentionCommand(MatchingDbContext db) => Command(db, mentions, withMoment: true);

    private DbCommand Command(MatchingDbContext db, string text, bool withMoment)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text
            .Replace(AmongIds, db.Among("@ids"), StringComparison.Ordinal)
            .Replace(Withdrawn, knownAt is null ? WithdrawnNow : WithdrawnThen, StringComparison.Ordinal);
        if (ids is not null)
        {
            Add(command, "@ids", db.KeyList(ids));
        }

        if (withMoment && knownAt is { } moment)
        {
            Add(command, "@at", db.Moment(moment));
        }

        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
