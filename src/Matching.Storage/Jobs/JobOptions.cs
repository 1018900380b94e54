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
}
