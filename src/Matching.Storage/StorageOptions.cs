using System.ComponentModel.DataAnnotations;

namespace Matching.Storage;

/// <summary>System of record.</summary>
public enum StorageProvider
{
    /// <summary>One SQLite file in the data folder.</summary>
    Sqlite = 1,

    /// <summary>A PostgreSQL 14 or later, for several processes.</summary>
    Postgres = 2,
}

/// <summary>Settings under <c>Matching:Storage</c> (environment: <c>Matching__Storage__…</c>).</summary>
public sealed class StorageOptions
{
    public const string Section = "Matching:Storage";

    /// <summary>Which database is the system of record; null = PostgreSQL when <see cref="ConnectionString"/> is set, else SQLite.</summary>
    /// <value>Null by default.</value>
    public StorageProvider? Provider { get; set; }

    /// <summary>Npgsql connection string of the PostgreSQL database. Holds a password: set it through the environment, not in a file.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The provider in use.</summary>
    public StorageProvider Chosen =>
        Provider ?? (string.IsNullOrWhiteSpace(ConnectionString) ? StorageProvider.Sqlite : StorageProvider.Postgres);

    /// <summary>Folder for the SQLite file, delivered bytes and keys; created when absent. Processes on one PostgreSQL share it.</summary>
    /// <value><c>data</c> under the working directory by default.</value>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Largest delivery taken, in bytes.</summary>
    /// <value>200 MB by default.</value>
    [Range(1024, 4L * 1024 * 1024 * 1024)]
    public long DeliverySizeLimitBytes { get; set; } = 200L * 1024 * 1024;

    /// <summary>Path of the SQLite file.</summary>
    public string SqlitePath => Path.Combine(DataFolder, "matching.db");

    /// <summary>Folder of the delivered bytes, by content hash.</summary>
    public string DeliveryFolder => Path.Combine(DataFolder, "deliveries");

    /// <summary>Folder of the keys that protect sessions; every server process reads them.</summary>
    public string KeyFolder => Path.Combine(DataFolder, "keys");

    /// <summary>Folder of files looked at but not confirmed yet; any server process can go on with one.</summary>
    public string UploadFolder => Path.Combine(DataFolder, "uploads");
}
