using Matching.Domain.Finding;
using Matching.Search;

namespace Matching.Ingest.Finding;

/// <summary>The finder of this process and the change number it has reached.</summary>
public sealed class ResidentFinder
{
    private static readonly TimeSpan WhenReady = TimeSpan.FromSeconds(3);
    private Filled? filled;

    /// <param name="AppliedChange">Number of the newest change of a firm that answers know of.</param>
    public sealed record Filled(FirmFinder Finder, long AppliedChange);

    public Filled? Current => Volatile.Read(ref filled);

    /// <exception cref="SearchIndexUnavailableException">The finder is being filled; it answers in a few seconds.</exception>
    public Filled Ready => Current ?? throw new SearchIndexUnavailableException("the firm finder has not been filled yet", WhenReady);

    internal void Reached(FirmFinder finder, long change) => Volatile.Write(ref filled, new Filled(finder, change));
}
