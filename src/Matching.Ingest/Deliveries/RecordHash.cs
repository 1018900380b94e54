using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Matching.Domain.Libraries;

namespace Matching.Ingest.Deliveries;

/// <summary>Hashes by which rows find what is already known: eight bytes of SHA-256, read big-endian.</summary>
/// <remarks>At ten million records the chance that any two different keys share a hash is about 3 in a million.</remarks>
public sealed class RecordHash
{
    private const char FieldEnd = '\u001f';
    private readonly StringBuilder text = new(512);
    private char[] characters = new char[1024];
    private byte[] bytes = new byte[4096];

    /// <summary>Hash of the library and the record key.</summary>
    public long OfKey(NormalizedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return OfKey(record.Library, record.RecordKey);
    }

    /// <summary>Hash of the library and any key of a record.</summary>
    public long OfKey(Library library, string key)
    {
        text.Clear().Append((int)library).Append(FieldEnd).Append(key);
        return Take();
    }

    /// <summary>Hash of all a record says. Where it stands (sheet, row, printed number) and its issues are left out: a list re-sorted says the same.</summary>
    public long OfContent(NormalizedRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        text.Clear();
        Add(record.RecordKey);
        Add((int)record.State);
        Add(record.Title);
        Add(record.Number);
        Add(record.ApplicationNumber);
        Add(record.Kind);
        Add(record.Grade);
        Add((int)record.Level);
        Add(record.Year);
        Add(record.Batch);
        Add(record.EventOn?.DayNumber);
        Add(record.ValidFrom?.DayNumber);
        Add(record.ValidUntil?.DayNumber);
        Add(record.AmountCny?.ToString("0.####", CultureInfo.InvariantCulture));
        Add((int?)record.Field);
        Add(record.ListRegion?.ToString());
        foreach (var unit in record.Units)
        {
            Add(unit.Position);
            Add((int)unit.Role);
            Add(unit.PrintedName);
            Add(unit.Uscc?.ToString());
            Add(unit.OrganizationCode?.ToString());
            Add(unit.RegistrationNumber?.ToString());
            Add(unit.FormerName);
        }

        foreach (var (label, value) in record.More.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(label);
            Add(value);
        }

        return Take();
    }

    private void Add(string? value) => text.Append(value).Append(FieldEnd);

    private void Add(int? value) => text.Append(value).Append(FieldEnd);

    private long Take()
    {
        if (characters.Length < text.Length)
        {
            characters = new char[text.Length * 2];
            bytes = new byte[Encoding.UTF8.GetMaxByteCount(characters.Length)];
        }

        text.CopyTo(0, characters, text.Length);
        var length = Encoding.UTF8.GetBytes(characters.AsSpan(0, text.Length), bytes);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
