using Matching.Api.Features.Shared;
using Matching.Domain.Codes;
using Matching.Domain.Finding;

namespace Matching.Api.Features.Lookups;

/// <summary>A client list sent by a program.</summary>
/// <param name="AsOf">Day the titles are asked for, <c>2026-03-31</c>; left out = today.</param>
/// <param name="Rows">At most 20,000.</param>
public sealed record LookupBody(string? AsOf, IReadOnlyList<LookupBody.Client>? Rows)
{
    /// <param name="Name">As printed.</param>
    /// <param name="Code">Credit code or organisation code.</param>
    /// <param name="Region">Six digits of GB/T 2260 or the region's name.</param>
    /// <param name="Pick">Id of the candidate a person chose, where an earlier answer was ambiguous.</param>
    public sealed record Client(string? Name, string? Code, string? Region, string? FormerName, string? Pick);
}

/// <summary>Answers in the order of the rows.</summary>
/// <param name="Note">What a blank must not be read as.</param>
public sealed record LookupView(string AsOf, long Change, int Matched, int Ambiguous, int Unknown, string Note, IReadOnlyList<LookupView.Row> Rows)
{
    /// <param name="Verdict">matched, ambiguous or unknown.</param>
    /// <param name="Reason">Why, as a word for programs; <paramref name="Why"/> says it in Chinese.</param>
    /// <param name="Confidence">0–100.</param>
    public sealed record Row(int Number, string Verdict, string Reason, string Why, int Confidence, Firm? Match, IReadOnlyList<FirmTitle> Titles, IReadOnlyList<Firm> Candidates);

    public sealed record Firm(string Id, string Name, string Code, string Region, int Confidence, string NameNearness, bool IsFormerName, string RegionNearness, string CodeNearness);

    public static LookupView From(LookupReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(Shown.Day(report.AsOf), report.AppliedChange, report.Matched, report.Ambiguous, report.Unknown, FirmTitles.NotKnown, [.. report.Rows.Select(Of)]);
    }

    private static Row Of(LookupRow row) => new(
        row.Row.Number,
        row.Firm is not null ? "matched" : row.Answer.Verdict == FindVerdict.Ambiguous ? "ambiguous" : "unknown",
        row.IsPicked ? "picked" : Word(row.Answer.Reason),
        LookupText.Why(row),
        row.IsPicked ? 100 : row.Answer.Confidence,
        row.Firm is { } firm ? Of(firm) : null,
        row.Titles,
        [.. row.Answer.Candidates.Select(Of)]);

    private static Firm Of(FirmCandidate candidate) => new(
        candidate.Id.ToString(),
        candidate.Name,
        candidate.Uscc?.ToString() ?? "",
        candidate.Region is { } region ? RegionTable.FullNameOf(region) ?? region.ToString() : "",
        candidate.Confidence,
        Word(candidate.NameNearness),
        candidate.IsFormer,
        Word(candidate.RegionNearness),
        Word(candidate.CodeNearness));

    /// <summary>CreditCode → credit-code.</summary>
    private static string Word<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, at) => char.IsUpper(c) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
