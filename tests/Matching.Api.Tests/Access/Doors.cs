using Matching.Api.Tests.Site;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Access;

/// <summary>Every address of the product and who may open it. An endpoint that is not written down here fails the walk.</summary>
internal static class Doors
{
    public static readonly string[] Users = ["", "bank-a", "analyst", "reviewer", "publisher", "admin"];

    private static readonly string[] SignedIn = ["bank-a", "analyst", "reviewer", "publisher", "admin"];
    private static readonly string[] Office = ["reviewer", "publisher", "admin"];
    private static readonly string[] Department = ["analyst", "reviewer", "publisher", "admin"];
    private static readonly string[] Analysts = ["analyst", "admin"];
    private static readonly string[] Loaders = ["publisher", "admin"];

    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        [""] = SignedIn,
        ["sign-in"] = Users,
        ["sign-out"] = Users,
        ["preferences"] = Users,
        ["error/{status:int?}"] = Users,
        ["health/live"] = Users,
        ["health/ready"] = Users,
        ["openapi/{documentName}.json"] = SignedIn,
        ["firms"] = SignedIn,
        ["firms/{id}"] = SignedIn,
        ["firms/suggest"] = SignedIn,
        ["firms/export"] = SignedIn,
        ["firms/{id}/sources/{record}"] = SignedIn,
        ["api/firms"] = SignedIn,
        ["api/firms/{id}"] = SignedIn,
        ["api/firms/{id}/reasons"] = SignedIn,
        ["lookups/{handler?}"] = SignedIn,
        ["api/lookups"] = SignedIn,
        ["keys/{handler?}"] = ["admin"],
        ["reconcile"] = Users,
        ["reconcile/match"] = SignedIn,
        ["reconcile/extend"] = SignedIn,
        ["reconcile/extend/propose"] = SignedIn,
        ["reconcile/suggest/entity"] = SignedIn,
        ["reconcile/suggest/property"] = SignedIn,
        ["reconcile/suggest/type"] = SignedIn,
        ["reconcile/flyout"] = SignedIn,
        ["reconcile/preview"] = SignedIn,
        ["lending-preference/{handler?}"] = ["bank-a"],
        ["pools"] = SignedIn,
        ["pools/new"] = Loaders,
        ["pools/{poolId:int}"] = SignedIn,
        ["pools/{poolId:int}/diff"] = SignedIn,
        ["pools/{poolId:int}/versions/{number:int}/{handler?}"] = SignedIn,
        ["api/pools"] = SignedIn,
        ["api/pools/{poolId:int}/versions/{number:int}"] = SignedIn,
        ["api/antiforgery"] = SignedIn,
        ["models/{handler?}"] = Department,
        ["models/cards/new"] = Analysts,
        ["models/cards/{version}/{handler?}"] = Department,
        ["api/models/cards/{version}"] = Department,
        ["api/models"] = Department,
        ["api/models/spread"] = Department,
        ["api/models/runs"] = Analysts,
        ["api/models/runs/{id:guid}"] = Department,
        ["training/{handler?}"] = Department,
        ["training/runs/{id:guid}/{handler?}"] = Department,
        ["training/models/{id}/{handler?}"] = Department,
        ["training/compare"] = Department,
        ["training/drift"] = Department,
        ["api/training/runs/{id:guid}/curve"] = Department,
        ["api/training/models/{id}/shapes/{factor}"] = Department,
        ["api/training/models/{id}/card"] = Department,
        ["api/training/sets/{id}/csv"] = Analysts,
        ["status"] = ["admin"],
        ["api/status"] = ["admin"],
        ["reviews"] = Office,
        ["reviews/{id:long}"] = Office,
        ["reviews/compare"] = Office,
        ["reviews/judgements"] = Office,
        ["reviews/quality"] = Department,
        ["api/links/explanation"] = Office,
        ["api/links/reviews"] = Office,
        ["deliveries"] = Office,
        ["deliveries/new"] = Loaders,
        ["deliveries/supply"] = Office,
        ["deliveries/supply/duty/{id:guid?}/{handler?}"] = Loaders,
        ["api/deliveries"] = Loaders,
        ["api/deliveries/{upload}/confirm"] = Loaders,
        ["api/deliveries/{upload}/discard"] = Loaders,
        ["api/deliveries/{id:guid}"] = Office,
        ["deliveries/{id:guid}/{handler?}"] = Office,
    };

    /// <summary>Endpoints of the running product, files left out; pattern without slashes at its ends.</summary>
    public static IReadOnlyList<(string Pattern, bool IsPage, IReadOnlyList<string> Methods)> Of(LoadedSite site) =>
    [
        .. site.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).Distinct().OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText != "{**path:file}")
            .Select(endpoint => (
                endpoint.RoutePattern.RawText!.Trim('/'),
                endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>() is not null,
                endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? (IReadOnlyList<string>)["GET"]))
            .DistinctBy(door => (door.Item1, string.Join(',', door.Item3)))
            .OrderBy(door => door.Item1, StringComparer.Ordinal),
    ];

    /// <summary>An address of the pattern that leads to something there is.</summary>
    public static async Task<string> AddressAsync(LoadedSite site, string pattern)
    {
        await using var db = await site.OpenDatabaseAsync();
        var firm = await site.FirmAsync(InventedLists.Optics);
        var record = await db.Linkages.Where(linkage => linkage.FirmId == firm.Value).OrderBy(linkage => linkage.RecordId).Select(linkage => linkage.RecordId).FirstAsync();
        var delivery = await db.Deliveries.Select(one => one.Id).FirstAsync();
        return "/" + pattern
            .Replace("/{handler?}", "", StringComparison.Ordinal)
            .Replace("/{id:guid?}", "", StringComparison.Ordinal)
            .Replace("{status:int?}", "404", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{id:long}", "1", StringComparison.Ordinal)
            .Replace("{id:guid}", delivery.ToString(), StringComparison.Ordinal)
            .Replace("{id}", firm.ToString(), StringComparison.Ordinal)
            .Replace("{version}", "card-2026.1", StringComparison.Ordinal)
            .Replace("{factor}", "capital", StringComparison.Ordinal)
            .Replace("{upload}", "00000000000000000000000000000000", StringComparison.Ordinal)
            .Replace("{record}", record.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{poolId:int}", "1", StringComparison.Ordinal)
            .Replace("{number:int}", "1", StringComparison.Ordinal);
    }
}
