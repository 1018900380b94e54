namespace Matching.Storage.Accounts;

/// <summary>Roles; an account has exactly one.</summary>
public enum AccountRole
{
    Publisher = 1,
    Reviewer = 2,
    Bank = 3,
    Analyst = 4,
    Admin = 5,
}

/// <summary>A person who can sign in.</summary>
public sealed class Account
{
    public required string UserName { get; init; }

    public required string DisplayName { get; set; }

    public required AccountRole Role { get; set; }

    /// <summary>Bank or office; empty for the department.</summary>
    public string Tenant { get; set; } = "";

    /// <summary>PBKDF2 hash with its salt and rounds.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>Made for a demonstration; refused outside development.</summary>
    public bool IsDemo { get; init; }

    public bool IsDisabled { get; set; }

    /// <summary>Failures since <see cref="FailingSince"/>; 0 after a success.</summary>
    public int FailedSignIns { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Until then even the right password is refused.</summary>
    public DateTimeOffset? LockedUntil { get; set; }
}
