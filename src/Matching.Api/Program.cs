using Matching.Api.Features.Deliveries;
using Matching.Api.Features.Firms;
using Matching.Api.Features.Home;
using Matching.Api.Features.Lookups;
using Matching.Api.Features.Models;
using Matching.Api.Features.Pools;
using Matching.Api.Features.Reconcile;
using Matching.Api.Features.Reviews;
using Matching.Api.Features.Shared;
using Matching.Api.Features.Status;
using Matching.Api.Features.Training;
using Matching.Ingest;
using Matching.Ml;
using Matching.Search;
using Matching.Storage;
using Matching.Storage.Preparing;
using Matching.Storage.Telemetry;

var isDemo = args.Contains(DemoLists.Verb);
var builder = isDemo ? WebApplication.CreateBuilder(DemoLists.Options(args)) : WebApplication.CreateBuilder(args);
if (isDemo)
{
    builder.AddDemoLists();
}

builder.Services.AddMatchingStorage(builder.Configuration);
builder.Services.AddMatchingDatabaseStart();
builder.Services.AddMatchingTelemetry(builder.Configuration);
builder.Services.AddMatchingSearch(builder.Configuration);
builder.Services.AddMatchingIngest(builder.Configuration);
builder.Services.AddMatchingMl(builder.Configuration);
builder.AddWork();
builder.Services.AddMatchingWeb(builder.Configuration, builder.Environment);
builder.Services.AddMatchingPools();
builder.Services.AddMatchingDeliveries();
builder.Services.AddMatchingFirmFinder();
builder.Services.AddMatchingLookups();
builder.Services.AddMatchingReconcile();
builder.Services.AddMatchingModels();
builder.Services.AddMatchingTraining();
builder.Services.AddMatchingReviews();
builder.Services.AddMatchingStatus();

var app = builder.Build();
await app.Services.GetRequiredService<DatabaseStart>().TryAsync(app.Lifetime.ApplicationStopping);

app.UseMatchingWeb();
app.MapHealth();
app.MapAntiforgery();
app.MapFirms();
app.MapLookups();
app.MapDeliveries();
app.MapReconcile();
app.MapPools();
app.MapModels();
app.MapTraining();
app.MapReviews();
app.MapStatus();
app.MapMatchingPages();
await app.RunAsync();
