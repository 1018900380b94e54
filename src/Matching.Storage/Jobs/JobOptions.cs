using System.ComponentModel.DataAnnotations;

namespace Matching.Storage.Jobs;

/// <summary>Settings under <c>Matching:Jobs</c> (environment: <c>Matching__Jobs__…</c>).</summary>
public sealed class JobOptions
{
    public const string Section = "Matching:Jobs";

    /// <summary>How long a worker may be silent before another takes its step over.</summary>
    /// <value>60 seconds by default; renewed at a third of it.</value>
    [Range(3, 3600)]
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>Whether a lease that ends at <paramref name="until"/> still holds.</summary>
    /// <remarks>One that ends later than any taken by a right clock was taken by a clock that ran ahead; nobody is to wait for that day.</remarks>
    internal bool Holds(DateTimeOffset? until, DateTimeOffset now) =>
        until > now && until <= now + (2 * TimeSpan.FromSeconds(LeaseSeconds));
}
