namespace Matching.Storage.Backups;

/// <summary>One consistent copy of the system of record as a file, and back.</summary>
internal interface IDatabaseBackup
{
    StorageProvider Provider { get; }

    string FileName { get; }

    /// <summary>Writes the database as of one moment; others go on working.</summary>
    Task WriteAsync(string file, CancellationToken cancellationToken);

    /// <summary>Why this place cannot take a back-up; null when it can.</summary>
    Task<string?> WhyNotHereAsync(CancellationToken cancellationToken);

    /// <summary>Fills the empty place; all or nothing.</summary>
    Task ReadAsync(string file, CancellationToken cancellationToken);
}
