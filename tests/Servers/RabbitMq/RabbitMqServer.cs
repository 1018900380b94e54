using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Matching.Tests.Servers;

/// <summary>A real RabbitMQ on loopback with throw-away data, one for all tests of a process; each test takes a virtual host of its own.</summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const int VirtualHosts = 40;

    private static readonly SemaphoreSlim Starting = new(1);
    private static RabbitMqServer? shared;

    private readonly string folder;
    private readonly int epmdPort = LoopbackPort.Free();
    private Process? process;
    private int taken;

    private RabbitMqServer() => folder = Directory.CreateTempSubdirectory("matching-rabbit-").FullName;

    /// <summary>Null when a server can be started, else the reason.</summary>
    public static string? WhyNot => File.Exists(Program) ? null : "RabbitMQ is not installed (Debian: apt-get install rabbitmq-server)";

    public int Port { get; } = LoopbackPort.Free();

    /// <summary>The server of this test process; started on first use, stopped with the process.</summary>
    public static async Task<RabbitMqServer> SharedAsync()
    {
        await Starting.WaitAsync();
        try
        {
            if (shared is null)
            {
                var server = new RabbitMqServer();
                await server.StartAsync();
                shared = server;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Remove();
            }

            return shared;
        }
        finally
        {
            Starting.Release();
        }
    }

    /// <summary>A server of one's own, to be stopped and killed.</summary>
    public static async Task<RabbitMqServer> StartOwnAsync()
    {
        var server = new RabbitMqServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>An empty virtual host nobody else uses.</summary>
    public string TakeVirtualHost() => $"test-{Interlocked.Increment(ref taken)}";

    /// <summary>Settings of the product for one virtual host.</summary>
    public IReadOnlyDictionary<string, string?> Settings(string virtualHost) => new Dictionary<string, string?>
    {
        ["Matching:Messaging:Transport"] = "RabbitMq",
        ["Matching:Messaging:RabbitMq:Host"] = "127.0.0.1",
        ["Matching:Messaging:RabbitMq:Port"] = $"{Port}",
        ["Matching:Messaging:RabbitMq:VirtualHost"] = virtualHost,
        ["Matching:Messaging:RabbitMq:User"] = "test",
        ["Matching:Messaging:RabbitMq:Password"] = "test",
    };

    /// <summary>Starts the server on its data, the same port as before.</summary>
    public async Task StartAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "definitions.json"), Definitions());
        await File.WriteAllTextAsync(
            Path.Combine(folder, "rabbitmq.conf"),
            $"listeners.tcp.local = 127.0.0.1:{Port}\nload_definitions = {folder}/definitions.json\nloopback_users = none\nlog.file.level = warning\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "plugins"), "[].");
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["HOME"] = folder;
        start.Environment["RABBITMQ_NODENAME"] = $"matching{Port}@localhost";
        start.Environment["RABBITMQ_DIST_PORT"] = $"{LoopbackPort.Free()}";
        start.Environment["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia");
        start.Environment["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log");
        start.Environment["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf");
        start.Environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins");
        start.Environment["ERL_EPMD_PORT"] = $"{epmdPort}";
        start.Environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        start.Environment["ERL_CRASH_DUMP"] = Path.Combine(folder, "erl_crash.dump");
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await IsReadyAsync(patience.Token))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"RabbitMQ ended with {process.ExitCode}; see {folder}/log.");
            }

            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>Kills the server as a power cut would; its data stay.</summary>
    public async Task KillAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Remove();
    }

    private void Remove()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        using (var epmd = new Process { StartInfo = new("epmd", ["-port", $"{epmdPort}", "-kill"]) { RedirectStandardOutput = true, RedirectStandardError = true } })
        {
            epmd.StartInfo.Environment["ERL_EPMD_RELAXED_COMMAND_CHECK"] = "1";
            epmd.Start();
            epmd.WaitForExit();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string Definitions()
    {
        var hosts = Enumerable.Range(1, VirtualHosts).Select(number => $"test-{number}").ToList();
        return $$"""
            {
              "users": [{ "name": "test", "password": "test", "tags": "administrator" }],
              "vhosts": [{{string.Join(',', hosts.Select(host => $$"""{ "name": "{{host}}" }"""))}}],
              "permissions": [{{string.Join(',', hosts.Select(host => $$"""{ "user": "test", "vhost": "{{host}}", "configure": ".*", "write": ".*", "read": ".*" }"""))}}]
            }
            """;
    }

    /// <summary>The port opens before the virtual hosts are there: ready is who lets us into the last one.</summary>
    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = Port, VirtualHost = $"test-{VirtualHosts}", UserName = "test", Password = "test" };
        try
        {
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }
}
