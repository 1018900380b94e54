using Matching.Search;
using Matching.Storage.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Site;

/// <summary>The product without a single list; the index is empty and answers, in development.</summary>
public class BareSite : LoadedSite
{
    public override async Task InitializeAsync()
    {
        if (EnvironmentName == "Development")
        {
            await Services.GetRequiredService<IFirmIndex>().RebuildAsync(
                AsyncEnumerable.Empty<FirmDocument>(), new DateOnly(2026, 3, 9), 0, CancellationToken.None);
        }
    }

    public async Task AddAccountAsync(string user, AccountRole role, string password, bool isDemo = false)
    {
        await using var db = await OpenDatabaseAsync();
        db.Accounts.Add(new Account { UserName = user, DisplayName = user, Role = role, PasswordHash = PasswordHash.Make(password), IsDemo = isDemo });
        await db.SaveChangesAsync();
    }
}
