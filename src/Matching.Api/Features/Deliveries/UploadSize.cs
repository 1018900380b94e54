using Matching.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Matching.Api.Features.Deliveries;

/// <summary>Lets the upload page, and only it, take bodies as large as a delivery may be.</summary>
internal sealed class UploadSize(IOptions<StorageOptions> storage) : IConfigureOptions<RazorPagesOptions>
{
    /// <summary>What the form around the file may take.</summary>
    private const long FormBytes = 1024 * 1024;

    /// <summary>Bytes of a body that holds one delivery of the largest size.</summary>
    public static long MostOf(StorageOptions storage) => storage.DeliverySizeLimitBytes + FormBytes;

    public void Configure(RazorPagesOptions options)
    {
        var most = MostOf(storage.Value);
        options.Conventions.AddPageApplicationModelConvention("/Deliveries/New", page =>
        {
            page.Filters.Add(new RefuseLarger(most));
            page.Filters.Add(new RequestSizeLimitAttribute(most));
            page.Filters.Add(new RequestFormLimitsAttribute { MultipartBodyLengthLimit = most });
        });
    }

    /// <summary>Answers by what the request says of its length, before a byte of it is kept.</summary>
    private sealed class RefuseLarger(long most) : IAuthorizationFilter, IOrderedFilter
    {
        // before the antiforgery filter (1000), which reads the form
        public int Order => 800;

        public void OnAuthorization(AuthorizationFilterContext context)
        {
            if (context.HttpContext.Request.ContentLength > most)
            {
                context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
            }
        }
    }
}
