namespace Matching.Storage.Preparing;

/// <summary>The database answers but cannot be used as it is; a person has to act. The message says how.</summary>
public sealed class DatabaseUnusableException(DatabaseFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public DatabaseFault Fault { get; } = fault;
}

/// <summary>Why a database cannot be used.</summary>
public enum DatabaseFault
{
    /// <summary>Wrong user, password or host rule.</summary>
    SignInRefused = 1,

    /// <summary>The database does not exist and the account may not create it.</summary>
    DatabaseMissing = 2,

    /// <summary>The server is older than the statements we use.</summary>
    ServerTooOld = 3,

    /// <summary>Tables and the list of applied migrations do not fit: a restore or a migration was interrupted.</summary>
    HalfMigrated = 4,
}
