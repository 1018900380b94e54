using System.Diagnostics;
using System.Text.RegularExpressions;
using Matching.Api.Features.Shared;
using Matching.Integration.Tests.Topology;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Messaging;
using Matching.Storage.Telemetry;
using Microsoft.Extensions.Configuration;
using static Matching.Integration.Tests.Deploying.ComposeFile;

namespace Matching.Integration.Tests.Deploying;

/// <summary>What the compose file promises, read as an engine reads it. Where Docker is installed its own program is asked besides.</summary>
public sealed partial class ComposeTests
{
    private static readonly string[] Ours = ["api", "ingest", "ml"];
    private static readonly string[] Servers = ["postgres", "rabbitmq", "elasticsearch"];

    private readonly ComposeFile compose = ComposeFile.Read();

    [Theory]
    [InlineData("api", 2)]
    [InlineData("ingest", 2)]
    [InlineData("ml", 1)]
    public void So_many_of_each_process_are_started(string service, int replicas) =>
        Assert.Equal($"{replicas}", Value(compose.Services[service], "deploy", "replicas"));

    [Fact]
    public void Every_service_is_watched_limited_and_started_again()
    {
        Assert.Equal([.. Ours, .. Servers, "proxy"], compose.Services.Keys, SameNames);
        Assert.All(compose.Services, service =>
        {
            Assert.NotEmpty(List(service.Value, "healthcheck", "test"));
            Assert.NotNull(Value(service.Value, "healthcheck", "interval"));
            Assert.NotNull(Value(service.Value, "deploy", "resources", "limits", "cpus"));
            Assert.Matches("^[0-9]+[mg]$", Value(service.Value, "deploy", "resources", "limits", "memory"));
            Assert.Equal("unless-stopped", Value(service.Value, "restart"));
        });
    }

    [Fact]
    public void Our_processes_wait_for_their_servers_and_may_do_little()
    {
        Assert.All(Ours, name =>
        {
            var service = compose.Services[name];
            Assert.All(Servers, server => Assert.Equal("service_healthy", Value(service, "depends_on", server, "condition")));
            Assert.Equal("true", Value(service, "read_only"));
            Assert.Equal(["ALL"], List(service, "cap_drop"));
            Assert.Equal(["no-new-privileges:true"], List(service, "security_opt"));
            Assert.True(File.Exists(Path.Combine(Checkout.Root, Value(service, "build", "dockerfile")!)));
            var project = Value(service, "build", "args", "PROJECT")!;
            Assert.True(File.Exists(Path.Combine(Checkout.Root, "src", project, $"{project}.csproj")), project);
        });
        var recipe = File.ReadAllLines(Path.Combine(Checkout.Root, "deploy", "Dockerfile"));
        Assert.True(Array.IndexOf(recipe, "USER $APP_UID") > Array.FindLastIndex(recipe, line => line.StartsWith("RUN ", StringComparison.Ordinal)), "the program must not run as root");
    }

    [Fact]
    public void What_is_kept_lies_in_a_volume_that_is_declared()
    {
        var mounted = compose.Services.Values
            .SelectMany(service => List(service, "volumes"))
            .Select(volume => volume.Split(':')[0])
            .Where(source => !source.StartsWith('.') && !source.StartsWith('$'));
        Assert.Equal(compose.Volumes, mounted.Distinct(), SameNames);
        Assert.All(Ours, name => Assert.Contains("data:/data", List(compose.Services[name], "volumes")));
    }

    [Fact]
    public void Secrets_come_from_outside_and_starting_without_them_is_refused()
    {
        var secrets = compose.Services.Values
            .SelectMany(Environment)
            .Where(variable => SecretName().IsMatch(variable.Key) || variable.Key.EndsWith("ConnectionString", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.Matches(@"\$\{(MATCHING_[A-Z_]+):\?set \1\}$", secret.Value));
    }

    [Fact]
    public void Every_setting_is_one_the_program_reads()
    {
        (string Section, Type Options)[] known =
        [
            (StorageOptions.Section, typeof(StorageOptions)), (MessagingOptions.Section, typeof(MessagingOptions)), (SearchOptions.Section, typeof(SearchOptions)),
            (TelemetryOptions.Section, typeof(TelemetryOptions)), (ProcessOptions.Section, typeof(ProcessOptions)),
        ];
        var settings = Ours.SelectMany(name => Environment(compose.Services[name]).Keys).Where(key => key.StartsWith("Matching__", StringComparison.Ordinal)).Distinct();
        Assert.All(settings, setting =>
        {
            var path = setting.Replace("__", ":", StringComparison.Ordinal);
            var (section, type) = Assert.Single(known, option => path.StartsWith(option.Section + ":", StringComparison.Ordinal));
            foreach (var name in path[(section.Length + 1)..].Split(':'))
            {
                var property = type!.GetProperty(name);
                Assert.True(property is not null, $"{setting}: {type.Name} has no {name}");
                type = property.PropertyType;
            }
        });
    }

    [Fact]
    public void The_settings_lead_to_the_servers_beside_them()
    {
        var variables = Environment(compose.Services["ingest"]).Select(variable => KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(variables).Build();
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>()!;
        var messaging = configuration.GetSection(MessagingOptions.Section).Get<MessagingOptions>()!;
        var search = configuration.GetSection(SearchOptions.Section).Get<SearchOptions>()!;
        var database = new Npgsql.NpgsqlConnectionStringBuilder(storage.ConnectionString);

        Assert.Equal("postgres", database.Host);
        Assert.Equal((Environment(compose.Services["postgres"])["POSTGRES_DB"], Environment(compose.Services["postgres"])["POSTGRES_USER"]), (database.Database, database.Username));
        Assert.Equal((MessageTransport.RabbitMq, "rabbitmq"), (messaging.Transport, messaging.RabbitMq.Host));
        Assert.Equal(Environment(compose.Services["rabbitmq"])["RABBITMQ_DEFAULT_USER"], messaging.RabbitMq.User);
        Assert.Equal((SearchIndexKind.Elasticsearch, "elasticsearch"), (search.Index, search.Elasticsearch.Url!.Host));
    }

    [Fact]
    public void Only_the_proxy_is_reached_from_outside_and_leads_to_the_servers_port()
    {
        Assert.Equal(["proxy"], compose.Services.Where(service => List(service.Value, "ports").Count > 0).Select(service => service.Key));
        var port = Environment(compose.Services["api"])["ASPNETCORE_HTTP_PORTS"];
        Assert.Contains($"server api:{port} resolve", File.ReadAllText(Path.Combine(Checkout.Root, "deploy", "nginx.conf")), StringComparison.Ordinal);
        Assert.Contains("127.0.0.1/" + port, string.Join(' ', List(compose.Services["api"], "healthcheck", "test")), StringComparison.Ordinal);
    }

    [NeedsDocker]
    public async Task Docker_compose_takes_the_file()
    {
        var start = new ProcessStartInfo("docker", ["compose", "config", "--quiet"]) { WorkingDirectory = Checkout.Root, RedirectStandardError = true };
        foreach (Match name in Required().Matches(Text))
        {
            start.Environment[name.Groups[1].Value] = "x";
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }

    private static bool SameNames(IEnumerable<string> expected, IEnumerable<string> found) => expected.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal));

    [GeneratedRegex("(?i)pass(word)?$")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\$\{([A-Z_]+):\?")]
    private static partial Regex Required();
}
