using Matching.Storage.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Matching.Api.Features.SignIn;

/// <summary>Who may do what. Every address needs a signed-in account unless it says otherwise; these narrow it further.</summary>
public static class Policies
{
    /// <summary>Loads lists, builds and publishes pools.</summary>
    public const string Publisher = nameof(Publisher);

    /// <summary>Confirms what another person prepared, and looks into deliveries.</summary>
    public const string Reviewer = nameof(Reviewer);

    /// <summary>Recomputes scores and looks after the model.</summary>
    public const string Analyst = nameof(Analyst);

    /// <summary>Acts for a bank: sees published pools and its own pushes only.</summary>
    public const string Bank = nameof(Bank);

    /// <summary>Keeps accounts and settings.</summary>
    public const string Admin = nameof(Admin);

    /// <summary>Anyone of the department: everybody but banks.</summary>
    public const string Department = nameof(Department);

    internal static void AddTo(AuthorizationOptions options)
    {
        Add(Publisher, AccountRole.Publisher, AccountRole.Admin);
        Add(Reviewer, AccountRole.Reviewer, AccountRole.Publisher, AccountRole.Admin);
        Add(Analyst, AccountRole.Analyst, AccountRole.Admin);
        Add(Bank, AccountRole.Bank);
        Add(Admin, AccountRole.Admin);
        Add(Department, AccountRole.Publisher, AccountRole.Reviewer, AccountRole.Analyst, AccountRole.Admin);
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

        void Add(string name, params AccountRole[] roles) =>
            options.AddPolicy(name, policy => policy.RequireRole(roles.Select(role => role.ToString())));
    }
}
