using System.Data.Common;
using Matching.Integration.Tests.Storage;
using Matching.Ml.Registry;
using Matching.Ml.Scoring;
using Matching.Storage;
using Matching.Storage.Ranking;
using Matching.Storage.Scores;
using Matching.Tests.Servers;
using Microsoft.EntityFrameworkCore;

namespace Matching.Integration.Tests.Scoring;

/// <summary>Models and point cards on either store: two people, one step back, who was live when.</summary>
#pragma warning disable CA1001 // disposed by xunit through IAsyncLifetime
public abstract class RegistryContract : IAsyncLifetime
#pragma warning restore CA1001
{
    private LoadedStore? store;

    private protected LoadedStore Store => store!;

    private ModelRegistry Models => Store.Get<ModelRegistry>();

    private PointCards Cards => Store.Get<PointCards>();

    private static CancellationToken NoToken => CancellationToken.None;

    /// <returns>Null for SQLite.</returns>
    protected abstract string? ConnectionString();

    public async Task InitializeAsync()
    {
        store = new LoadedStore(ConnectionString());
        await store.PrepareAsync();
    }

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task A_model_goes_live_by_two_and_the_history_tells_who_was_live_when()
    {
        Assert.True(await Models.AddAsync(Model("a"), "第一次", NoToken));
        Assert.False(await Models.AddAsync(Model("a"), "再一次", NoToken));
        Assert.IsType<ModelStepResult.ReasonMissing>(await Models.ProposeAsync(Id("a"), "analyst", " ", NoToken));
        Assert.IsType<ModelStepResult.WrongState>(await Models.ConfirmAsync(Id("a"), "reviewer", NoToken));
        Assert.IsType<ModelStepResult.Done>(await Models.ProposeAsync(Id("a"), "analyst", "好于积分卡", NoToken));
        Assert.IsType<ModelStepResult.SamePerson>(await Models.ConfirmAsync(Id("a"), "analyst", NoToken));
        Assert.IsType<ModelStepResult.SamePerson>(await Models.ConfirmAsync(Id("a"), "trainer", NoToken));
        var before = Store.Clock.GetUtcNow();
        Store.Clock.Step();
        Assert.IsType<ModelStepResult.Done>(await Models.ConfirmAsync(Id("a"), "reviewer", NoToken));
        var withA = Store.Clock.GetUtcNow();

        await Models.AddAsync(Model("b", comparedWith: Id("a")), "", NoToken);
        await Models.ProposeAsync(Id("b"), "analyst", "更好", NoToken);
        Store.Clock.Step();
        await Models.ConfirmAsync(Id("b"), "reviewer", NoToken);
        Assert.Equal(Id("b"), await Models.LiveIdAsync(null, NoToken));
        Store.Clock.Step();
        Assert.Equal(new ModelStepResult.Done(Id("b"), Id("a")), await Models.RollBackAsync("analyst", "不稳", NoToken));
        Assert.Equal(new ModelStepResult.Done(Id("a"), null), await Models.RollBackAsync("analyst", "也不稳", NoToken));
        Assert.IsType<ModelStepResult.NothingLive>(await Models.RollBackAsync("analyst", "再来", NoToken));

        Assert.Null(await Models.LiveIdAsync(before, NoToken));
        Assert.Equal(Id("a"), await Models.LiveIdAsync(withA, NoToken));
        Assert.Null(await Models.LiveIdAsync(null, NoToken));
        Assert.Equal(
            [ModelAct.RolledBack, ModelAct.RolledBack, ModelAct.Activated, ModelAct.Proposed, ModelAct.Trained, ModelAct.Activated, ModelAct.Proposed, ModelAct.Trained],
            (await Models.HistoryAsync(NoToken)).Select(step => step.Act));
        Assert.Equal([ModelState.Retired, ModelState.Retired], (await Models.AllAsync(NoToken)).Select(model => model.State));
    }

    [Fact]
    public async Task A_model_that_failed_a_check_or_met_another_live_one_is_not_put_live()
    {
        await Models.AddAsync(Model("bad", passes: false), "", NoToken);
        Assert.IsType<ModelStepResult.CannotGoLive>(await Models.ProposeAsync(Id("bad"), "analyst", "试试", NoToken));
        await Models.AddAsync(Model("a"), "", NoToken);
        await Models.AddAsync(Model("b"), "", NoToken);
        await Models.ProposeAsync(Id("a"), "analyst", "好", NoToken);
        await Models.ConfirmAsync(Id("a"), "reviewer", NoToken);
        await Models.ProposeAsync(Id("b"), "analyst", "好", NoToken);
        Assert.Equal(new ModelStepResult.ComparedWithAnother(null, Id("a")), await Models.ConfirmAsync(Id("b"), "reviewer", NoToken));
        Assert.IsType<ModelStepResult.Done>(await Models.DeclineAsync(Id("b"), "reviewer", "重新比较", NoToken));
        Assert.Equal(Id("a"), await Models.LiveIdAsync(null, NoToken));
    }

    [Fact]
    public async Task One_of_many_confirmations_counts()
    {
        await Models.AddAsync(Model("a"), "", NoToken);
        await Models.ProposeAsync(Id("a"), "analyst", "好", NoToken);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => Models.ConfirmAsync(Id("a"), $"reviewer-{number}", NoToken))));
        Assert.Single(results, result => result is ModelStepResult.Done);
        Assert.Single(await Models.HistoryAsync(NoToken), step => step.Act == ModelAct.Activated);
    }

    [Fact]
    public async Task A_card_is_kept_once_put_in_force_by_another_and_taken_back_to()
    {
        var shipped = await Cards.InForceAsync(NoToken);
        var json = PointCards.ShippedJson().Replace(shipped.Version, "card-x", StringComparison.Ordinal);
        Assert.Equal(new PointCardResult.Added("card-x"), await Cards.AddAsync(json, "analyst", NoToken));
        Assert.Equal(new PointCardResult.VersionTaken("card-x"), await Cards.AddAsync(json, "analyst", NoToken));
        Assert.IsType<PointCardResult.Invalid>(await Cards.AddAsync("{}", "analyst", NoToken));
        Assert.Equal(new PointCardResult.SamePerson("card-x", "analyst"), await Cards.ActivateAsync("card-x", "analyst", "更合实际", NoToken));
        Assert.Equal(new PointCardResult.NotFound("card-y"), await Cards.ActivateAsync("card-y", "reviewer", "更合实际", NoToken));
        Store.Clock.Step();
        Assert.Equal(new PointCardResult.Activated("card-x", shipped.Version), await Cards.ActivateAsync("card-x", "reviewer", "更合实际", NoToken));
        Assert.Equal(new PointCardResult.AlreadyInForce("card-x"), await Cards.ActivateAsync("card-x", "reviewer", "更合实际", NoToken));
        Assert.Equal("card-x", (await Cards.InForceAsync(NoToken)).Version);
        Store.Clock.Step();
        Assert.Equal(new PointCardResult.Activated(shipped.Version, "card-x"), await Cards.ActivateAsync(shipped.Version, "analyst", "更合实际", NoToken));
        Assert.Single(await Cards.AllAsync(NoToken), card => card is { InForceFrom: not null, InForceUntil: null });
    }

    [Fact]
    public async Task History_tells_which_card_was_in_force_when_by_whom_and_why_and_cannot_be_rewritten()
    {
        var before = Store.Clock.GetUtcNow();
        Store.Clock.Step();
        var shipped = (await Cards.InForceAsync(NoToken)).Version;
        var first = Store.Clock.GetUtcNow();
        var json = PointCards.ShippedJson().Replace(shipped, "card-x", StringComparison.Ordinal);
        await Cards.AddAsync(json, "analyst", NoToken);
        Store.Clock.Step();
        Assert.IsType<PointCardResult.ReasonMissing>(await Cards.ActivateAsync("card-x", "reviewer", " ", NoToken));
        Assert.IsType<PointCardResult.ReasonMissing>(await Cards.ActivateAsync("card-x", "reviewer", new string('长', PointCards.MostReason + 1), NoToken));
        await Cards.ActivateAsync("card-x", "reviewer", " 更合实际 ", NoToken);
        var second = Store.Clock.GetUtcNow();
        Store.Clock.Step();
        await Cards.ActivateAsync(shipped, "reviewer", "再看半年", NoToken);
        Store.Clock.Step();
        await Cards.ActivateAsync("card-x", "admin", "半年已过", NoToken);

        Assert.Null(await Cards.VersionAtAsync(before, NoToken));
        Assert.Equal(shipped, await Cards.VersionAtAsync(first, NoToken));
        Assert.Equal("card-x", await Cards.VersionAtAsync(second, NoToken));
        Assert.Equal("card-x", await Cards.VersionAtAsync(Store.Clock.GetUtcNow(), NoToken));
        var history = await Cards.HistoryAsync("card-x", NoToken);
        Assert.Equal(["半年已过", "更合实际"], history.Where(step => step.Act == CardAct.Activated).Select(step => step.Reason));
        Assert.All(history, step => Assert.Equal(PointCards.HashOf(json), step.ContentHash));

        await using var db = await Store.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync(NoToken);
        await Assert.ThrowsAnyAsync<DbException>(() => db.CardSteps.ExecuteUpdateAsync(set => set.SetProperty(step => step.By, "别人"), NoToken));
        await Assert.ThrowsAnyAsync<DbException>(() => db.CardSteps.ExecuteDeleteAsync(NoToken));
    }

    [Fact]
    public async Task A_card_somebody_wrote_into_is_not_put_in_force()
    {
        var shipped = (await Cards.InForceAsync(NoToken)).Version;
        var json = PointCards.ShippedJson().Replace(shipped, "card-x", StringComparison.Ordinal);
        await Cards.AddAsync(json, "analyst", NoToken);
        await using var db = await Store.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync(NoToken);
        await db.Database.ExecuteSqlAsync($"""UPDATE point_cards SET "Json" = {json + " "} WHERE "Version" = 'card-x'""", NoToken);
        Assert.Equal(new PointCardResult.Altered("card-x"), await Cards.ActivateAsync("card-x", "reviewer", "更合实际", NoToken));
        Assert.Equal(shipped, (await Cards.InForceAsync(NoToken)).Version);
    }

    [Fact]
    public async Task Asked_for_by_many_at_once_the_shipped_card_is_laid_down_once()
    {
        var cards = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Cards.InForceAsync(NoToken))));
        Assert.Single(cards.Select(card => card.Version).Distinct());
        Assert.Single(await Cards.AllAsync(NoToken));
    }

    private static string Id(string name) => name.PadRight(64, '0');

    private StoredModel Model(string name, string? comparedWith = null, bool passes = true) => new()
    {
        Id = Id(name),
        Name = name,
        State = ModelState.Challenger,
        TrainingSetId = Id("set"),
        Engine = "matching-1",
        Form = "Ga2m",
        Objective = "Logistic",
        Parameters = "{}",
        Seed = 1,
        FeatureVersion = "v1",
        FeatureHash = Id("f"),
        CodeVersion = "1",
        Environment = "test",
        TrainedBy = "trainer",
        StartedAt = Store.Clock.GetUtcNow(),
        FinishedAt = Store.Clock.GetUtcNow(),
        Report = $"{{\"comparedWith\":{(comparedWith is null ? "null" : $"\"{comparedWith}\"")}}}",
        Gate = $"[{{\"code\":\"beats-card\",\"title\":\"时间外好于积分卡\",\"passed\":{(passes ? "true" : "false")},\"found\":\"…\"}}]",
        Scale = "{}",
        Content = [1, 2, 3],
    };
}

public sealed class SqliteRegistryTests : RegistryContract
{
    protected override string? ConnectionString() => null;
}

[NeedsPostgres]
public sealed class PostgresRegistryTests : RegistryContract
{
    private readonly Lazy<TestDatabase> database = new(() => new TestDatabase());

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        database.Value.Dispose();
    }

    protected override string? ConnectionString() => database.Value.ConnectionString;
}
