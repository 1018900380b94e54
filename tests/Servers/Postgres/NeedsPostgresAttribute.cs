namespace Matching.Tests.Servers;

public sealed class NeedsPostgresAttribute : NeedsAttribute
{
    /// <summary>True when it starts and stops a server itself, which one named by <c>MATCHING_TEST_POSTGRES</c> does not allow.</summary>
    public bool OwnServer { get; init; }

    public override string? WhyNot => OwnServer ? PostgresServer.WhyNoOwn : PostgresServer.WhyNot;
}
