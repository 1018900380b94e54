using Matching.Domain.Libraries;

namespace Matching.Storage.Records;

/// <summary>Records in force, or staged by the delivery being read, that speak of the same things as some incoming ones.</summary>
/// <remarks>All records about one thing share the key of the first of them, whatever numbers later lists print.</remarks>
public sealed class KnownRecords
{
    private readonly ILookup<long, KnownRecord> byKey;
    private readonly ILookup<long, long> keysByOther;

    internal KnownRecords(IReadOnlyCollection<KnownUnderKey> known)
    {
        byKey = known.ToLookup(one => one.KeyHash, one => one.Record);
        keysByOther = known
            .SelectMany(one => new[] { one.SecondKeyHash, one.ThirdKeyHash }.OfType<long>(), (one, other) => (other, one.KeyHash))
            .Distinct()
            .ToLookup(pair => pair.other, pair => pair.KeyHash);
    }

    /// <param name="SecondKeyHash">Another key the thing is known by.</param>
    internal sealed record KnownUnderKey(long KeyHash, long? SecondKeyHash, long? ThirdKeyHash, KnownRecord Record);

    /// <summary>Records that share a key.</summary>
    public IEnumerable<KnownRecord> this[long keyHash] => byKey[keyHash];

    /// <summary>Keys of records that a list has also named by this one.</summary>
    public IEnumerable<long> KeysNamed(long keyHash) => keysByOther[keyHash];
}
