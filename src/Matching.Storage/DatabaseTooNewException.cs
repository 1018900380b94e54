namespace Matching.Storage;

/// <summary>The database holds migrations this program does not know: a later version has written it.</summary>
public sealed class DatabaseTooNewException(IReadOnlyList<string> unknownMigrations)
    : Exception($"数据库由更新版本的程序写成（多出 {unknownMigrations.Count} 项结构变更，首项 {unknownMigrations[0]}）。请改用新版程序，或恢复升级前的备份。")
{
    public IReadOnlyList<string> UnknownMigrations { get; } = unknownMigrations;
}
