using Matching.Storage.Records;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Postgres;

/// <summary>Where PostgreSQL needs another kind of index than the mapping says.</summary>
internal static class PostgresIndexes
{
    /// <summary>Printed names have no upper length, and a B-tree entry may not exceed some 2,700 bytes; names are only looked up whole, so a hash does.</summary>
    private static readonly string[] Unbounded = [nameof(StoredUnit.FoldedName), nameof(StoredUnit.FoldedFormerName)];

    public static void Apply(ModelBuilder modelBuilder)
    {
        foreach (var index in modelBuilder.Entity<StoredUnit>().Metadata.GetIndexes())
        {
            if (index.Properties is [{ } only] && Unbounded.Contains(only.Name))
            {
                index.SetMethod("hash");
            }
        }
    }
}
