using Matching.Api.Features.Deliveries.Duties;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Matching.Api.Features.Deliveries;

public static class DeliveriesRegistration
{
    /// <summary>Pages and addresses for handing lists over and following them. The handlers that load are registered by ingest.</summary>
    public static IServiceCollection AddMatchingDeliveries(this IServiceCollection services) => services
        .AddSingleton<PendingUploads>()
        .AddSingleton<IConfigureOptions<RazorPagesOptions>, UploadSize>()
        .AddScoped<UploadList>()
        .AddScoped<ListDeliveries>()
        .AddScoped<ListSupply>()
        .AddScoped<DeliveryReport>()
        .AddScoped<ExportRejectedRows>()
        .AddScoped<ExportAbsentFirms>()
        .AddScoped<RetryDelivery>();
}
