using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Matching.Storage.Tests;

/// <summary>Makes a row of any mapped type from the model, so that a new table or column is tested without being named here.</summary>
internal static class SampleRows
{
    private static readonly DateTimeOffset Moment = new DateTimeOffset(2026, 3, 5, 1, 2, 3, TimeSpan.Zero).AddMicroseconds(456789);

    public static MatchingDbContext ModelContext() =>
        new(new DbContextOptionsBuilder<MatchingDbContext>().UseSqlite("Data Source=:memory:").Options);

    /// <summary>Tables of plain rows; things with a life of their own (pools) are saved through their rules and tested there.</summary>
    public static bool CanMake(IEntityType entity) => entity.GetProperties().All(property => property.PropertyInfo is not null)
        && entity.ClrType.Namespace!.StartsWith("Matching.Storage", StringComparison.Ordinal);

    /// <param name="full">Every column has a value; otherwise all that may be null are.</param>
    public static object Make(IEntityType entity, bool full)
    {
        var row = RuntimeHelpers.GetUninitializedObject(entity.ClrType);
        foreach (var property in entity.GetProperties())
        {
            var isKeyOfDatabase = property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long);
            var value = isKeyOfDatabase ? 0L : property.IsNullable && !full ? null : Value(property.ClrType);
            property.PropertyInfo!.SetValue(row, value);
        }

        return row;
    }

    private static object Value(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => "名 “quoted” 🦉 'text'\n",
            _ when type == typeof(long) => 1234567890123L,
            _ when type == typeof(int) => 420100,
            _ when type == typeof(bool) => true,
            _ when type == typeof(double) => 0.1 + 0.2,
            _ when type == typeof(decimal) => 12345678901234.5678m,
            _ when type == typeof(Guid) => Guid.Parse("0199c0de-abcd-7eef-8abc-0123456789ab"),
            _ when type == typeof(DateOnly) => new DateOnly(2024, 2, 29),
            _ when type == typeof(DateTimeOffset) => Moment,
            _ when type == typeof(byte[]) => new byte[] { 0, 255, 7 },
            _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            _ => throw new NotSupportedException($"Say here what a sample {type} is."),
        };
    }
}
