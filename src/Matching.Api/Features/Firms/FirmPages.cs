using Matching.Storage.Profiles;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Matching.Api.Features.Firms;

/// <summary>What the firm pages and their API need.</summary>
internal static class FirmPages
{
    public static void AddFirmPages(this IServiceCollection services)
    {
        services.TryAddSingleton<FirmProfileReader>();
        services.AddScoped<SearchFirms>();
        services.AddScoped<ExportFirmSearch>();
        services.AddScoped<SearchAudit>();
        services.AddScoped<OpenFirm>();
        services.AddScoped<OpenSource>();
        services.AddScoped<FirmAudit>();
    }
}
