using Matching.Api.Features.Home;
using Matching.Api.Features.Shared;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMatchingWeb(builder.Configuration, builder.Environment);

var app = builder.Build();
app.UseMatchingWeb();
app.MapHealth();
app.MapMatchingPages();
await app.RunAsync();
