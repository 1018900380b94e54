namespace Matching.Api.Features.Shared;

/// <summary>Settings under <c>Matching:Process</c> (environment: <c>Matching__Process__…</c>).</summary>
public sealed class ProcessOptions
{
    public const string Section = "Matching:Process";

    /// <summary>True: this process reads, links and scores beside answering. False: <c>Matching.Ingest work</c> and <c>Matching.Ml work</c> do.</summary>
    /// <value>True by default; false wants PostgreSQL and RabbitMQ.</value>
    public bool CarriesOutWork { get; set; } = true;
}
