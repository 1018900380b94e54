using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Matching.Storage.Sqlite;

/// <summary>A prepared statement bound by position, without a parameter object per value: several times the speed of DbCommand.</summary>
/// <remarks>Values are written exactly as Entity Framework writes them (Guid upper-case, day as ISO text, decimal as text).</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1024);

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        var code = raw.sqlite3_prepare_v2(database, sql, out statement);
        SqliteException.ThrowExceptionForRC(code, database);
    }

    public void BindNull(int index) => raw.sqlite3_bind_null(statement, index);

    public void BindInt64(int index, long value) => raw.sqlite3_bind_int64(statement, index, value);

    public void BindDouble(int index, double value) => raw.sqlite3_bind_double(statement, index, value);

    public void BindText(int index, string? value)
    {
        if (value is null)
        {
            BindNull(index);
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > buffer.Length)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(most);
        }

        var length = Encoding.UTF8.GetBytes(value, buffer);
        raw.sqlite3_bind_text(statement, index, buffer.AsSpan(0, length));
    }

    public void BindBlob(int index, byte[]? value)
    {
        if (value is null)
        {
            BindNull(index);
            return;
        }

        raw.sqlite3_bind_blob(statement, index, value);
    }

    public void BindGuid(int index, Guid value)
    {
        Span<char> text = stackalloc char[36];
        value.TryFormat(text, out _);
        Span<byte> bytes = stackalloc byte[36];
        for (var i = 0; i < text.Length; i++)
        {
            bytes[i] = (byte)(text[i] is >= 'a' and <= 'f' ? text[i] - 32 : text[i]);
        }

        raw.sqlite3_bind_text(statement, index, bytes);
    }

    public void BindDay(int index, DateOnly value)
    {
        Span<byte> bytes = stackalloc byte[10];
        value.TryFormat(bytes, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        raw.sqlite3_bind_text(statement, index, bytes);
    }

    public void BindDecimal(int index, decimal value) =>
        BindText(index, value.ToString("0.0###########################", CultureInfo.InvariantCulture));

    /// <summary>Runs a statement that returns no rows and makes it ready for the next values.</summary>
    public void Run()
    {
        var code = raw.sqlite3_step(statement);
        if (code != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }

        raw.sqlite3_reset(statement);
    }

    /// <summary>Goes to the next row of a query; false after the last. <see cref="Reset"/> lets go of what it reads.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }

        return code == raw.SQLITE_ROW;
    }

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public void Reset() => raw.sqlite3_reset(statement);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        statement.Dispose();
    }
}
