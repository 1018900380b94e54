using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Matching.Storage.Sqlite;

/// <summary>The INSERT of one mapped type and the code that binds its columns, both made from the model so that they cannot drift from it.</summary>
internal sealed class SqliteInsert<T>
    where T : class
{
    private SqliteInsert(string sql, Action<SqliteStatement, T> bind)
    {
        Sql = sql;
        Bind = bind;
    }

    public string Sql { get; }

    public Action<SqliteStatement, T> Bind { get; }

    public static SqliteInsert<T> For(IModel model)
    {
        var entity = model.FindEntityType(typeof(T))
            ?? throw new ArgumentException($"{typeof(T).Name} is not mapped to a table.", nameof(model));
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var properties = entity.GetProperties().ToList();
        var columns = properties.Select(property => $"\"{property.GetColumnName(table)}\"");
        var places = properties.Select((_, position) => $"?{position + 1}");
        var sql = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", columns)}) VALUES ({string.Join(", ", places)})";

        var statement = Expression.Parameter(typeof(SqliteStatement), "statement");
        var row = Expression.Parameter(typeof(T), "row");
        var binds = properties.Select((property, position) => BindColumn(statement, row, property, position + 1));
        var body = Expression.Lambda<Action<SqliteStatement, T>>(Expression.Block(binds), statement, row);
        return new SqliteInsert<T>(sql, body.Compile());
    }

    private static Expression BindColumn(ParameterExpression statement, ParameterExpression row, IProperty property, int index)
    {
        var member = property.PropertyInfo
            ?? throw new NotSupportedException($"{typeof(T).Name}.{property.Name} has no CLR property; bulk writes need one.");
        Expression value = Expression.Property(row, member);
        var given = Expression.Constant(index);
        var bindNull = Expression.Call(statement, nameof(SqliteStatement.BindNull), null, given);

        if (property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd && value.Type == typeof(long))
        {
            return Expression.IfThenElse(
                Expression.Equal(value, Expression.Constant(0L)), bindNull, BindValue(statement, given, value, property));
        }

        if (Nullable.GetUnderlyingType(value.Type) is null)
        {
            return value.Type.IsValueType || property.GetTypeMapping().Converter is null
                ? BindValue(statement, given, value, property)
                : Expression.IfThenElse(
                    Expression.Equal(value, Expression.Constant(null, value.Type)), bindNull, BindValue(statement, given, value, property));
        }

        return Expression.IfThenElse(
            Expression.Property(value, nameof(Nullable<int>.HasValue)),
            BindValue(statement, given, Expression.Property(value, nameof(Nullable<int>.Value)), property),
            bindNull);
    }

    private static MethodCallExpression BindValue(ParameterExpression statement, Expression index, Expression value, IProperty property)
    {
        if (property.GetTypeMapping().Converter is { } converter)
        {
            value = Expression.Invoke(converter.ConvertToProviderExpression, Expression.Convert(value, converter.ModelClrType));
        }

        var type = value.Type;
        var (method, argument) = type switch
        {
            _ when type == typeof(string) => (nameof(SqliteStatement.BindText), type),
            _ when type == typeof(byte[]) => (nameof(SqliteStatement.BindBlob), type),
            _ when type == typeof(Guid) => (nameof(SqliteStatement.BindGuid), type),
            _ when type == typeof(DateOnly) => (nameof(SqliteStatement.BindDay), type),
            _ when type == typeof(decimal) => (nameof(SqliteStatement.BindDecimal), type),
            _ when type == typeof(double) || type == typeof(float) => (nameof(SqliteStatement.BindDouble), typeof(double)),
            _ when type == typeof(bool) => (nameof(SqliteStatement.BindInt64), typeof(long)),
            _ when type.IsEnum || type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(byte) =>
                (nameof(SqliteStatement.BindInt64), typeof(long)),
            _ => throw new NotSupportedException($"{typeof(T).Name}.{property.Name}: no bulk binding for {type.Name}."),
        };
        if (type == typeof(bool))
        {
            value = Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L));
        }
        else if (type != argument)
        {
            value = Expression.Convert(value, argument);
        }

        return Expression.Call(statement, typeof(SqliteStatement).GetMethod(method, BindingFlags.Public | BindingFlags.Instance)!, index, value);
    }
}
