using System.Data.Common;
using Matching.Storage.Preparing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Matching.Storage;

/// <summary>Makes the database ready before anything else touches it.</summary>
public sealed class MatchingDatabase
{
    private readonly IDbContextFactory<MatchingDbContext> contexts;
    private readonly IProviderGround ground;

    internal MatchingDatabase(IDbContextFactory<MatchingDbContext> contexts, IProviderGround ground)
    {
        this.contexts = contexts;
        this.ground = ground;
    }

    /// <summary>Creates or migrates the database and puts its guards in place. Safe to call from several processes at once and again after a crash.</summary>
    /// <exception cref="DatabaseTooNewException">It was written by a later version of this program.</exception>
    /// <exception cref="DatabaseUnavailableException">The server does not answer; a later call may succeed.</exception>
    /// <exception cref="DatabaseUnusableException">The server refuses, or what is there is only half a database.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var preparing = await ground.EnterAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await MigrateAsync(db, cancellationToken);
        await ground.GuardAsync(db, cancellationToken);
    }

    private async Task MigrateAsync(MatchingDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var unknown = applied.Where(one => !known.Contains(one)).ToList();
        if (unknown.Count > 0)
        {
            throw new DatabaseTooNewException(unknown);
        }

        var expected = db.GetService<Microsoft.EntityFrameworkCore.Metadata.IDesignTimeModel>().Model.GetRelationalModel().Tables
            .Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        if (applied.Count == 0 && (await ground.TablesAsync(db, cancellationToken)).FirstOrDefault(expected.Contains) is { } stray)
        {
            throw HalfMigrated($"有表 {stray}，却没有结构变更记录", null);
        }

        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (DbException failure) when (failure is not { IsTransient: true })
        {
            throw HalfMigrated("结构变更无法执行", failure);
        }

        expected.ExceptWith(await ground.TablesAsync(db, cancellationToken));
        if (expected.Count > 0)
        {
            throw HalfMigrated($"缺少 {expected.Count} 张表，首张 {expected.Order(StringComparer.Ordinal).First()}", null);
        }
    }

    private static DatabaseUnusableException HalfMigrated(string found, Exception? inner) => new(
        DatabaseFault.HalfMigrated, $"数据库结构不完整：{found}。可能是恢复或升级中途中断，未作任何改动。请从备份恢复后再启动。", inner);
}
