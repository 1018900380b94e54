using Matching.Api.Features.Home;
using Matching.Api.Features.Pools;
using Matching.Api.Features.Shared;
using Matching.Search;
using Matching.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMatchingStorage(builder.Configuration);
builder.Services.AddMatchingSearch(builder.Configuration);
builder.Services.AddMatchingWeb(builder.Configuration, builder.Environment);
builder.Services.AddMatchingPools();

var app = builder.Build();
await app.Services.GetRequiredService<MatchingDatabase>().PrepareAsync(app.Lifetime.ApplicationStopping);

app.UseMatchingWeb();
app.MapHealth();
app.MapPools();
app.MapMatchingPages();
await app.RunAsync();
