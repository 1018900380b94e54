using Matching.Domain.Firms;
using Matching.Domain.Pushes.Preferences;
using Matching.Search;

namespace Matching.Api.Features.Firms;

/// <summary>Why a firm stands where a bank's preference put it.</summary>
/// <param name="Factor">What its relevance was multiplied by.</param>
/// <param name="Reasons">Traits that are not neutral, with their levels.</param>
public sealed record PreferenceNote(decimal Factor, IReadOnlyList<(PreferenceTrait Trait, PreferenceLevel Level)> Reasons);

/// <summary>Orders the first firms of a search by relevance times a bank's preference: text relevance × technology score × what the bank looks for.</summary>
/// <remarks>The index answers in its own order; the first <see cref="Window"/> firms are ordered anew here, alike for every index, and those
/// further down stay where they are. Scores are not touched. Page sizes divide the window, so a page lies in it or not.</remarks>
public static class PreferredOrder
{
    public const int Window = 1_000;

    /// <summary>Most an index answers at once.</summary>
    private const int Batch = 200;

    /// <returns>The page asked for, and of each firm on it why it stands there.</returns>
    public static async Task<(SearchAnswer Answer, IReadOnlyDictionary<FirmId, PreferenceNote> Notes)> SearchAsync(
        IFirmIndex index, FirmQuery query, LendingPreference preference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(preference);
        if (query.Skip >= Window)
        {
            var further = await index.SearchAsync(query, cancellationToken);
            return (further, further.Hits.ToDictionary(hit => hit.Document.Id, hit => NoteOf(hit, preference, further.Index.AsOf)));
        }

        var first = await index.SearchAsync(query with { Skip = 0, Take = Batch }, cancellationToken);
        var hits = first.Hits.ToList();
        for (var last = first; hits.Count < Window && last.Next is { } next;)
        {
            last = await index.SearchAsync(query with { Skip = 0, Take = Batch, Facets = [], After = next }, cancellationToken);
            hits.AddRange(last.Hits);
        }

        var shown = hits
            .Select(hit => (Hit: hit, Note: NoteOf(hit, preference, first.Index.AsOf)))
            .OrderByDescending(one => (decimal)one.Hit.Relevance * one.Note.Factor)
            .ThenBy(one => one.Hit.Document.Id)
            .Skip(query.Skip)
            .Take(query.Take)
            .ToList();
        return (first with { Hits = [.. shown.Select(one => one.Hit)], Next = null }, shown.ToDictionary(one => one.Hit.Document.Id, one => one.Note));
    }

    private static PreferenceNote NoteOf(FirmHit hit, LendingPreference preference, DateOnly asOf)
    {
        var firm = hit.Document;
        var traits = PreferenceTrait.Of(firm.Field, firm.Region, firm.RegisteredOn, asOf);
        return new(
            preference.FactorOf(traits),
            [.. traits.Select(trait => (trait, preference.LevelOf(trait))).Where(one => one.Item2 != PreferenceLevel.Neutral)]);
    }
}
