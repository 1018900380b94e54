using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Matching.Storage.Sql;

/// <summary>Days and moments in SQL written by hand: SQLite keeps ISO text and microseconds since 1970, PostgreSQL has types for both.</summary>
public static class StoredTimes
{
    public static DateOnly GetDay(this DbDataReader row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row is SqliteDataReader
            ? DateOnly.ParseExact(row.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : row.GetFieldValue<DateOnly>(column);
    }

    public static DateTimeOffset GetMoment(this DbDataReader row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row is SqliteDataReader
            ? DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(column) * TimeSpan.TicksPerMicrosecond)
            : row.GetFieldValue<DateTimeOffset>(column);
    }

    /// <summary>A moment as the value of a parameter.</summary>
    public static object Moment(this MatchingDbContext db, DateTimeOffset moment)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.IsNpgsql()
            ? moment.ToUniversalTime()
            : (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
    }
}
