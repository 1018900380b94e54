using System.ComponentModel.DataAnnotations;

namespace Matching.Storage;

/// <summary>System of record.</summary>
public enum StorageProvider
{
    /// <summary>One SQLite file in the data folder.</summary>
    Sqlite = 1,
}

/// <summary>Settings under <c>Matching:Storage</c> (environment: <c>Matching__Storage__…</c>).</summary>
public sealed class StorageOptions
{
    public const string Section = "Matching:Storage";

    /// <summary>Which database is the system of record.</summary>
    /// <value><see cref="StorageProvider.Sqlite"/> by default.</value>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Folder for the SQLite file, delivered bytes and keys; created when absent.</summary>
    /// <value><c>data</c> under the working directory by default.</value>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Largest delivery taken, in bytes.</summary>
    /// <value>200 MB by default.</value>
    [Range(1024, 4L * 1024 * 1024 * 1024)]
    public long DeliverySizeLimitBytes { get; set; } = 200L * 1024 * 1024;

    /// <summary>Path of the SQLite file.</summary>
    public string SqlitePath => Path.Combine(DataFolder, "matching.db");
}
