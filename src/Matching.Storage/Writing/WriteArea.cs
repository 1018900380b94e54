namespace Matching.Storage.Writing;

/// <summary>Tables that have to be read and written by one transaction at a time. On SQLite all areas are one: the file has one writer.</summary>
/// <remarks>On PostgreSQL each area is an advisory lock held to the end of the transaction; areas do not wait for each other.
/// A transaction takes one area only, so no two can wait for each other. Which statements wait for which: docs/decisions/0006.</remarks>
public enum WriteArea
{
    /// <summary>Records in force, linkages, firms, scores and their change numbers: what the index follows.</summary>
    Firms = 1,

    /// <summary>Jobs and the messages that carry them on.</summary>
    Jobs = 2,

    /// <summary>The audit chain: each entry names the one before.</summary>
    Audit = 3,

    /// <summary>Accounts: failures to sign in are counted one by one.</summary>
    Accounts = 4,

    /// <summary>Rows of one delivery that nobody believes yet; nobody else writes them, so nothing is locked.</summary>
    Staging = 5,
}
