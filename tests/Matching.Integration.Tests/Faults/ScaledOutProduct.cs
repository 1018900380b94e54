using System.Text.RegularExpressions;

namespace Matching.Integration.Tests.Faults;

/// <summary>The full way: two servers, two loaders and a scorer over PostgreSQL, RabbitMQ and, where there is one, Elasticsearch.</summary>
internal sealed partial class ScaledOutProduct : Product
{
    private Topology.Topology? topology;

    public override IReadOnlyList<string> Parts =>
        ["api_1", "api_2", "ingest_1", "ingest_2", "ml_1", "postgres", "rabbitmq", .. topology!.HasElasticsearch ? ["elasticsearch"] : Array.Empty<string>()];

    public Topology.Topology Topology => topology!;

    public override IReadOnlyList<Uri> Servers => topology!.Servers;

    public bool HasElasticsearch => topology!.HasElasticsearch;

    protected override IReadOnlyDictionary<string, string?> Settings => Exports()
        .Matches(File.ReadAllText(Path.Combine(topology!.Folder, "settings.sh")))
        .ToDictionary(match => match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal), match => (string?)match.Groups[2].Value.Trim('\''));

    public override async Task PrepareAsync() => topology = await Integration.Tests.Topology.Topology.StartAsync();

    public override Task StartAsync() => Task.CompletedTask;

    public override Task CrashAsync(string part) => topology!.RestartAsync(part);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (topology is not null)
        {
            await topology.DisposeAsync();
        }
    }

    [GeneratedRegex(@"(Matching__\w+)=('[^']*'|\S+)")]
    private static partial Regex Exports();
}
