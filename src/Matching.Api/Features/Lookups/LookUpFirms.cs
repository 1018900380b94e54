using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Calendar;
using Matching.Domain.Codes;
using Matching.Domain.Finding;
using Matching.Domain.Firms;
using Matching.Ingest.Finding;
using Matching.Search;
using Matching.Storage.Profiles;

namespace Matching.Api.Features.Lookups;

/// <summary>Looks a whole client list up: for each row the firm it means, how sure that is, and which titles the firm holds on a day. Nothing of the list is kept.</summary>
public sealed class LookUpFirms(ResidentFinder resident, FirmProfileReader profiles, AuditTrail audit, TimeProvider clock)
{
    private const int BatchProfiles = 1_000;

    /// <param name="AsOf">Day the titles are asked for; null or later than today is today.</param>
    /// <param name="Channel">page, export or api; for the audit log.</param>
    public sealed record Request(IReadOnlyList<ClientRow> Rows, DateOnly? AsOf, CurrentUser User, string Channel);

    /// <exception cref="SearchIndexUnavailableException">The finder is still being filled.</exception>
    public async Task<LookupReport> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (finder, change) = resident.Ready;
        var today = BeijingTime.Today(clock);
        var asOf = request.AsOf is { } day && day < today ? day : today;
        var found = new (FirmAnswer Answer, FirmCandidate? Firm, bool IsPicked)[request.Rows.Count];
        Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => found[i] = Find(finder, request.Rows[i]));
        var titles = await TitlesAsync([.. found.Select(one => one.Firm?.Id).OfType<FirmId>().Distinct()], asOf, cancellationToken);
        var report = new LookupReport(
            [.. request.Rows.Select((row, i) => new LookupRow(row, found[i].Answer, found[i].Firm, found[i].IsPicked, found[i].Firm is { } firm ? titles.GetValueOrDefault(firm.Id, []) : []))],
            asOf,
            change);
        await audit.NoteAsync(
            request.User,
            "firms-looked-up",
            request.Channel,
            new { rows = report.Rows.Count, matched = report.Matched, ambiguous = report.Ambiguous, unknown = report.Unknown, picked = report.Rows.Count(row => row.IsPicked), asOf, change },
            cancellationToken);
        return report;
    }

    private static (FirmAnswer, FirmCandidate?, bool) Find(FirmFinder finder, ClientRow row)
    {
        var region = RegionTable.TryFind(row.Region, out var code) ? code : (RegionCode?)null;
        var answer = finder.Find(new FirmQuestion(row.Name, row.Code, region, row.FormerName.Length > 0 ? [row.FormerName] : null));

        // Only what was offered can be picked.
        var picked = answer.Verdict == FindVerdict.Ambiguous && FirmId.TryParse(row.Pick, out var id) ? answer.Candidates.FirstOrDefault(candidate => candidate.Id == id) : null;
        return (answer, picked ?? answer.Match, picked is not null);
    }

    private async Task<Dictionary<FirmId, IReadOnlyList<FirmTitle>>> TitlesAsync(IReadOnlyList<FirmId> ids, DateOnly asOf, CancellationToken cancellationToken)
    {
        var titles = new Dictionary<FirmId, IReadOnlyList<FirmTitle>>(ids.Count);
        foreach (var batch in ids.Chunk(BatchProfiles))
        {
            foreach (var profile in await profiles.ReadAsync(batch, asOf, null, cancellationToken))
            {
                titles[profile.Id] = FirmTitles.Of(profile);
            }
        }

        return titles;
    }
}
