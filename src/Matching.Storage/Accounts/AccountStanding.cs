namespace Matching.Storage.Accounts;

/// <summary>What an account may do now: asked anew with every request, so that a lock or another role holds at once.</summary>
/// <param name="Tenant">Bank or office; empty for the department.</param>
/// <param name="PasswordHash">PBKDF2 hash with its salt and rounds; another one with each new password.</param>
/// <param name="IsDemo">Made for a demonstration; refused outside development.</param>
public sealed record AccountStanding(string UserName, string DisplayName, AccountRole Role, string Tenant, string PasswordHash, bool IsDemo, bool IsDisabled);
