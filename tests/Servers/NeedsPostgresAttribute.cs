namespace Matching.Tests.Servers;

/// <summary>Tests of this class need a PostgreSQL; they are skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute
{
    /// <summary>True when it starts and stops a server itself, which one named by <c>MATCHING_TEST_POSTGRES</c> does not allow.</summary>
    public bool OwnServer { get; init; }
}
