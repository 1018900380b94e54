using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Sql;

/// <summary>Lists of keys as one parameter, whatever their length, in SQL written by hand.</summary>
public static class KeyLists
{
    /// <summary>What follows the column: true for rows whose column is in the list of <paramref name="parameter"/>.</summary>
    public static string Among(this MatchingDbContext db, string parameter)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.IsNpgsql() ? $"= ANY({parameter})" : $"IN (SELECT value FROM json_each({parameter}))";
    }

    /// <summary>The value to give that parameter.</summary>
    public static object KeyList<T>(this MatchingDbContext db, IEnumerable<T> keys)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.IsNpgsql() ? keys.ToArray() : JsonSerializer.Serialize(keys);
    }
}
