namespace Matching.Storage.Backups;

/// <summary>What a back-up is of; written last, so a folder without it is no back-up.</summary>
/// <param name="Migrations">Structure of the database; a restore needs a program that knows all of them.</param>
/// <param name="DatabaseHash">SHA-256 of the database file of the back-up, lower-case hex.</param>
/// <param name="Deliveries">Delivered files in it.</param>
public sealed record BackupNote(StorageProvider Provider, DateTimeOffset At, IReadOnlyList<string> Migrations, string DatabaseFile, string DatabaseHash, int Deliveries)
{
    internal const string FileName = "backup.json";
}

/// <summary>What came of a restore.</summary>
public abstract record RestoreResult
{
    public sealed record Restored(BackupNote Note) : RestoreResult;

    /// <summary>Nothing was changed; the sentence says why and what to do.</summary>
    public sealed record Refused(string Message) : RestoreResult;
}
