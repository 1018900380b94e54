using Matching.Storage.Postgres;

namespace Matching.Storage.Pools;

/// <summary>Rules of the database itself: what banks have seen cannot be rewritten, whichever program holds the file.</summary>
public static class PoolTriggers
{
    /// <summary>SQLite statements, run at every start. States: 1 draft, 4 published, 5 recalled.</summary>
    public static IReadOnlyList<string> Sqlite { get; } =
    [
        """
        CREATE TRIGGER IF NOT EXISTS pool_members_added_to_draft_only BEFORE INSERT ON pool_members
        WHEN (SELECT "State" FROM pool_versions v WHERE v."PoolId" = NEW."PoolId" AND v."Number" = NEW."Number") <> 1
        BEGIN SELECT RAISE(ABORT, 'members of a pool version can only be added to a draft'); END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS pool_members_kept_once_published BEFORE DELETE ON pool_members
        WHEN (SELECT "State" FROM pool_versions v WHERE v."PoolId" = OLD."PoolId" AND v."Number" = OLD."Number") IN (4, 5)
        BEGIN SELECT RAISE(ABORT, 'a published pool version never changes'); END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS pool_members_unchanged_once_published BEFORE UPDATE ON pool_members
        WHEN (SELECT "State" FROM pool_versions v WHERE v."PoolId" = OLD."PoolId" AND v."Number" = OLD."Number") IN (4, 5)
        BEGIN SELECT RAISE(ABORT, 'a published pool version never changes'); END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS pool_versions_kept_once_published BEFORE DELETE ON pool_versions
        WHEN OLD."State" IN (4, 5)
        BEGIN SELECT RAISE(ABORT, 'a published pool version never changes'); END
        """,
        """
        CREATE TRIGGER IF NOT EXISTS pool_versions_unchanged_once_published BEFORE UPDATE ON pool_versions
        WHEN OLD."State" IN (4, 5)
         AND (OLD."State" = 5 OR NEW."State" <> 5 OR NEW."ContentHash" <> OLD."ContentHash"
              OR NEW."PublishedAt" <> OLD."PublishedAt" OR NEW."MemberCount" <> OLD."MemberCount")
        BEGIN SELECT RAISE(ABORT, 'a published pool version can only be recalled'); END
        """,
    ];

    /// <summary>The same rules for PostgreSQL.</summary>
    internal static IReadOnlyList<PostgresTrigger> Postgres { get; } =
    [
        PostgresTrigger.Refusing(
            "pool_members_added_to_draft_only", "pool_members", "INSERT", StateOf("NEW") + " <> 1", "members of a pool version can only be added to a draft"),
        PostgresTrigger.Refusing(
            "pool_members_kept_once_published", "pool_members", "DELETE", StateOf("OLD") + " IN (4, 5)", "a published pool version never changes"),
        PostgresTrigger.Refusing(
            "pool_members_unchanged_once_published", "pool_members", "UPDATE", StateOf("OLD") + " IN (4, 5)", "a published pool version never changes"),
        PostgresTrigger.Refusing(
            "pool_versions_kept_once_published", "pool_versions", "DELETE", """OLD."State" IN (4, 5)""", "a published pool version never changes"),
        PostgresTrigger.Refusing(
            "pool_versions_unchanged_once_published",
            "pool_versions",
            "UPDATE",
            """
            OLD."State" IN (4, 5) AND (OLD."State" = 5 OR NEW."State" <> 5 OR NEW."ContentHash" IS DISTINCT FROM OLD."ContentHash"
                OR NEW."PublishedAt" IS DISTINCT FROM OLD."PublishedAt" OR NEW."MemberCount" IS DISTINCT FROM OLD."MemberCount")
            """,
            "a published pool version can only be recalled"),
        PostgresTrigger.RefusingStatement("pool_members_kept", "pool_members", "TRUNCATE", "a published pool version never changes"),
        PostgresTrigger.RefusingStatement("pool_versions_kept", "pool_versions", "TRUNCATE", "a published pool version never changes"),
    ];

    private static string StateOf(string row) =>
        $"""(SELECT "State" FROM pool_versions v WHERE v."PoolId" = {row}."PoolId" AND v."Number" = {row}."Number")""";
}
