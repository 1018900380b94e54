namespace Matching.Api.Features.Shared;

/// <summary>Which of the restored scripts are there. Pages leave out those that are not and work without them.</summary>
public sealed class PageScripts(IWebHostEnvironment environment)
{
    public bool HasHtmx { get; } = environment.WebRootFileProvider.GetFileInfo("lib/htmx.min.js").Exists
        && environment.WebRootFileProvider.GetFileInfo("lib/idiomorph-ext.min.js").Exists;

    public bool HasCharts { get; } = environment.WebRootFileProvider.GetFileInfo("lib/echarts.min.js").Exists;
}
