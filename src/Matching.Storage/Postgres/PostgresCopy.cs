using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace Matching.Storage.Postgres;

/// <summary>The COPY of one mapped type and the code that writes its columns, both made from the model so that they cannot drift from it.</summary>
internal sealed class PostgresCopy<T>
    where T : class
{
    private PostgresCopy(string sql, Action<NpgsqlBinaryImporter, T> write)
    {
        Sql = sql;
        Write = write;
    }

    public string Sql { get; }

    /// <summary>Writes one row, after <see cref="NpgsqlBinaryImporter.StartRow"/>.</summary>
    public Action<NpgsqlBinaryImporter, T> Write { get; }

    /// <param name="keyIsGiven">False: a key given by the database is left out of the columns.</param>
    public static PostgresCopy<T> For(IModel model, bool keyIsGiven)
    {
        var entity = model.FindEntityType(typeof(T))
            ?? throw new ArgumentException($"{typeof(T).Name} is not mapped to a table.", nameof(model));
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var properties = entity.GetProperties().Where(property => keyIsGiven || !IsGivenByDatabase(property)).ToList();
        var columns = properties.Select(property => $"\"{property.GetColumnName(table)}\"");
        var sql = $"COPY \"{table.Name}\" ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)";

        var importer = Expression.Parameter(typeof(NpgsqlBinaryImporter), "importer");
        var row = Expression.Parameter(typeof(T), "row");
        var writes = properties.Select(property => WriteColumn(importer, row, property));
        var body = Expression.Lambda<Action<NpgsqlBinaryImporter, T>>(Expression.Block(writes), importer, row);
        return new PostgresCopy<T>(sql, body.Compile());
    }

    /// <summary>The key of a row as far as the database may give it; null when it never does.</summary>
    public static Func<T, long>? GeneratedKey(IModel model)
    {
        var key = model.FindEntityType(typeof(T))?.GetProperties().SingleOrDefault(IsGivenByDatabase);
        if (key is null)
        {
            return null;
        }

        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, long>>(Expression.Property(row, key.PropertyInfo!), row).Compile();
    }

    private static bool IsGivenByDatabase(IProperty property) =>
        property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);

    private static Expression WriteColumn(ParameterExpression importer, ParameterExpression row, IProperty property)
    {
        var member = property.PropertyInfo
            ?? throw new NotSupportedException($"{typeof(T).Name}.{property.Name} has no CLR property; bulk writes need one.");
        Expression value = Expression.Property(row, member);
        var writeNull = Expression.Call(importer, nameof(NpgsqlBinaryImporter.WriteNull), null);
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            return Expression.IfThenElse(
                Expression.Property(value, nameof(Nullable<>.HasValue)),
                WriteValue(importer, Expression.Property(value, nameof(Nullable<>.Value)), property),
                writeNull);
        }

        return value.Type.IsValueType
            ? WriteValue(importer, value, property)
            : Expression.IfThenElse(
                Expression.Equal(value, Expression.Constant(null, value.Type)), writeNull, WriteValue(importer, value, property));
    }

    private static MethodCallExpression WriteValue(ParameterExpression importer, Expression value, IProperty property)
    {
        if (property.GetTypeMapping().Converter is { } converter)
        {
            value = Expression.Invoke(converter.ConvertToProviderExpression, Expression.Convert(value, converter.ModelClrType));
        }

        if (value.Type.IsEnum)
        {
            value = Expression.Convert(value, typeof(int));
        }
        else if (value.Type == typeof(string))
        {
            value = Expression.Call(typeof(PostgresText), nameof(PostgresText.Storable), null, value);
        }

        var type = value.Type;
        var column = type switch
        {
            _ when type == typeof(string) => NpgsqlDbType.Text,
            _ when type == typeof(long) => NpgsqlDbType.Bigint,
            _ when type == typeof(int) => NpgsqlDbType.Integer,
            _ when type == typeof(short) => NpgsqlDbType.Smallint,
            _ when type == typeof(bool) => NpgsqlDbType.Boolean,
            _ when type == typeof(double) => NpgsqlDbType.Double,
            _ when type == typeof(decimal) => NpgsqlDbType.Numeric,
            _ when type == typeof(Guid) => NpgsqlDbType.Uuid,
            _ when type == typeof(DateOnly) => NpgsqlDbType.Date,
            _ when type == typeof(DateTimeOffset) => NpgsqlDbType.TimestampTz,
            _ when type == typeof(byte[]) => NpgsqlDbType.Bytea,
            _ => throw new NotSupportedException($"{typeof(T).Name}.{property.Name}: no bulk writing for {type.Name}."),
        };
        return Expression.Call(importer, nameof(NpgsqlBinaryImporter.Write), [type], value, Expression.Constant(column));
    }
}
