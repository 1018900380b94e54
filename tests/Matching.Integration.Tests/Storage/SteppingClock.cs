namespace Matching.Integration.Tests.Storage;

/// <summary>A clock that moves only when told, so that two runs write the same times.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 11, 2, 1, 0, 0, TimeSpan.Zero).UtcTicks;

    public void Step() => Advance(TimeSpan.FromMinutes(1));

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
}
