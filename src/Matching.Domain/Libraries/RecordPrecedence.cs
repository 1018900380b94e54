namespace Matching.Domain.Libraries;

/// <summary>A record already known under the key of an incoming one.</summary>
/// <param name="ContentHash">Hash of everything the record says, its state included.</param>
/// <param name="IsSameDelivery">True when it stands further up in the delivery being read.</param>
/// <param name="Number">Number it prints; two different numbers never speak of the same thing.</param>
public sealed record KnownRecord(long Id, PublicityState State, DateOnly PublishedOn, long ContentHash, bool IsSameDelivery, string? Number = null);

/// <summary>What becomes of an incoming record.</summary>
public abstract record RecordVerdict
{
    private RecordVerdict()
    {
    }

    /// <summary>It is taken in.</summary>
    /// <param name="Replaces">Record that no longer counts; null when there was none.</param>
    /// <param name="WithdrawnBy">A withdrawal read earlier that already takes it back; null when none does.</param>
    public sealed record Accept(long? Replaces, KnownRecord? WithdrawnBy) : RecordVerdict;

    /// <summary>It says word for word what <paramref name="SameAs"/> says.</summary>
    public sealed record Unchanged(long SameAs) : RecordVerdict;

    /// <summary>A newer or more final record, <paramref name="By"/>, is in force.</summary>
    public sealed record Superseded(long By) : RecordVerdict;

    /// <summary>It takes the <paramref name="Targets"/> back; it is kept, so that originals read later are taken back too.</summary>
    public sealed record Withdraws(IReadOnlyList<long> Targets) : RecordVerdict;
}

/// <summary>Which of several records about one thing counts. The answer does not depend on the order lists are loaded in, save for two lists of one day.</summary>
/// <remarks>Final beats proposed; a later publication beats an earlier one; within one list the lower row beats the upper;
/// a withdrawal reaches back to everything published up to its day.</remarks>
public static class RecordPrecedence
{
    /// <param name="known">Records in force or staged under the same key, at most one of them not a withdrawal.</param>
    public static RecordVerdict Decide(PublicityState state, DateOnly publishedOn, long contentHash, IReadOnlyList<KnownRecord> known)
    {
        var same = known.FirstOrDefault(record => record.ContentHash == contentHash && record.State == state);
        if (same is not null)
        {
            return new RecordVerdict.Unchanged(same.Id);
        }

        if (state == PublicityState.Withdrawn)
        {
            return new RecordVerdict.Withdraws(
                [.. known.Where(record => record.State != PublicityState.Withdrawn && record.PublishedOn <= publishedOn).Select(record => record.Id)]);
        }

        var current = known.FirstOrDefault(record => record.State != PublicityState.Withdrawn);
        if (current is not null && !Beats(state, publishedOn, current))
        {
            return new RecordVerdict.Superseded(current.Id);
        }

        var withdrawal = known
            .Where(record => record.State == PublicityState.Withdrawn && record.PublishedOn >= publishedOn)
            .OrderBy(record => record.PublishedOn)
            .FirstOrDefault();
        return new RecordVerdict.Accept(current?.Id, withdrawal);
    }

    private static bool Beats(PublicityState state, DateOnly publishedOn, KnownRecord current)
    {
        if (current.State != state)
        {
            return state == PublicityState.Announced;
        }

        return current.IsSameDelivery || publishedOn >= current.PublishedOn;
    }
}
