using Matching.Tests.Servers;

namespace Matching.Integration.Tests.Faults;

/// <summary>Harm of one kind each, done during a load; afterwards all is as if nothing had happened.</summary>
[Collection(nameof(Survival))]
public sealed class FaultTests
{
    [Fact]
    [NeedsMount]
    public Task Full_disk_of_the_delivery_store() =>
        Survival.AssertAsync("embedded", Survival.Seed, () => new ScantDiskProduct(), new FullDisk());

    [Fact]
    [NeedsFakeTime]
    public Task Clock_that_jumps() =>
        Survival.AssertAsync("embedded", Survival.Seed, () => new EmbeddedProduct { HasOwnClock = true }, new JumpingClock(TimeSpan.FromSeconds(3), 90, -90, 1500, 3));

    [Fact]
    public Task Messages_that_come_twice_and_in_no_order_embedded() =>
        Survival.AssertAsync("embedded", Survival.Seed, () => new EmbeddedProduct(), new RepeatedMessages(Survival.Seed, 4, TimeSpan.FromSeconds(2)));

    [Fact]
    [NeedsPostgres(OwnServer = true)]
    [NeedsRabbitMq]
    public Task Messages_that_come_twice_and_in_no_order_to_two_loaders() =>
        Survival.AssertAsync("scaled out", Survival.Seed, () => new ScaledOutProduct(), new RepeatedMessages(Survival.Seed, 4, TimeSpan.FromSeconds(2)));

    [Fact]
    [NeedsPostgres(OwnServer = true)]
    [NeedsRabbitMq]
    public Task Broker_that_is_full() =>
        Survival.AssertAsync("scaled out", Survival.Seed, () => new ScaledOutProduct(), new FullBroker(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20)));

    [Fact]
    [NeedsPostgres(OwnServer = true)]
    [NeedsRabbitMq]
    [NeedsElasticsearch]
    public Task Index_removed_by_hand() =>
        Survival.AssertAsync("scaled out", Survival.Seed, () => new ScaledOutProduct(), new RemovedIndex(3, TimeSpan.FromSeconds(3)));
}
