namespace Matching.Storage.Preferences;

/// <summary>What a bank said it looks for, from a moment on. Rows are added and never changed; the newest of a bank holds.</summary>
public sealed class StoredPreference
{
    public long Id { get; init; }

    /// <summary>The bank, as its accounts and its reports name it.</summary>
    public required string Tenant { get; init; }

    /// <summary>JSON array of kind, code and level.</summary>
    public required string Levels { get; init; }

    public required string SavedBy { get; init; }

    public required DateTimeOffset SavedAt { get; init; }
}
