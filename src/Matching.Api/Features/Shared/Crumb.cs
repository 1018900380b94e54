namespace Matching.Api.Features.Shared;

/// <summary>One step of the path shown above a page; the last has no address.</summary>
/// <remarks>A page sets <c>ViewData["Crumbs"] = new Crumb[] { … }</c> and <c>ViewData["Title"]</c>.</remarks>
public sealed record Crumb(string Text, string? Href = null);
