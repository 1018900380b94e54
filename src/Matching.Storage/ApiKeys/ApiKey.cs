namespace Matching.Storage.ApiKeys;

/// <summary>A key a program asks with, in the name of an account and for named purposes. The secret itself is not kept.</summary>
public sealed class ApiKey
{
    /// <summary>The part of the key that is no secret: names it in lists and in the audit log.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key, lower-case hex. No salt and no rounds: the key is 256 random bits, which nobody guesses.</summary>
    public required string Hash { get; init; }

    /// <summary>What it is for, told by whoever issued it.</summary>
    public required string Name { get; init; }

    /// <summary>Account whose role and bank it has; disabled with it.</summary>
    public required string UserName { get; init; }

    /// <summary>Names of <see cref="ApiKeyScope"/>, one or several with blanks between.</summary>
    public required string Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>From then on it opens nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    /// <summary>To the hour; null = never used.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Prefix of the key it was replaced by; null = not replaced.</summary>
    public string? ReplacedBy { get; set; }

    public bool IsInForceAt(DateTimeOffset moment) => RevokedAt is null && moment < ExpiresAt;
}

/// <summary>What a key may be used for.</summary>
public static class ApiKeyScope
{
    /// <summary>Batch look-up of client lists.</summary>
    public const string Lookup = "lookup";

    /// <summary>Reconciliation service for OpenRefine and the like.</summary>
    public const string Reconcile = "reconcile";

    public static IReadOnlyList<string> All { get; } = [Lookup, Reconcile];
}
