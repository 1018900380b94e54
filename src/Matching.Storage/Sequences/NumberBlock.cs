namespace Matching.Storage.Sequences;

/// <summary>Consecutive numbers <see cref="First"/> … <see cref="Last"/> that nobody else will get.</summary>
public readonly record struct NumberBlock(long First, int Count)
{
    public long Last => First + Count - 1;

    /// <param name="offset">0 for the first.</param>
    public long this[int offset] => (uint)offset < (uint)Count
        ? First + offset
        : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"The block has {Count} numbers.");
}
