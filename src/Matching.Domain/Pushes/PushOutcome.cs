using System.Globalization;
using Matching.Domain.Firms;
using Matching.Domain.Libraries;

namespace Matching.Domain.Pushes;

/// <summary>One dated fact a bank reported about a firm pushed to it. Read from the lists of 推送反馈, never stored a second time.</summary>
/// <param name="Bank">Who reports; other banks never see it.</param>
/// <param name="PushedOn">Day the firm was pushed; null when the list does not print it.</param>
/// <param name="On">Day it happened.</param>
/// <param name="KnownOn">Day the report was handed in: nothing computed for an earlier day may use it.</param>
/// <param name="AmountCny">Yuan approved or drawn; null when not stated.</param>
/// <param name="RatePercent">Yearly rate in per cent; null when not stated.</param>
/// <param name="TermMonths">Null when not stated.</param>
/// <param name="Reason">Why the bank refused; null when not stated.</param>
public sealed record PushOutcome(
    FirmId Firm,
    string Bank,
    DateOnly? PushedOn,
    OutcomeKind Kind,
    DateOnly On,
    DateOnly KnownOn,
    decimal? AmountCny = null,
    decimal? RatePercent = null,
    int? TermMonths = null,
    string? Reason = null)
{
    /// <summary>Labels in <see cref="FirmFact.More"/> under which reading keeps what has no column of its own; days as yyyy-MM-dd, numbers plain.</summary>
    public const string PushedOnLabel = "推送日期";
    public const string RateLabel = "年利率（%）";
    public const string TermLabel = "期限（月）";
    public const string ReasonLabel = "拒绝原因";

    /// <summary>The outcome a fact tells of; null when it is no report of a bank or its result is none we know.</summary>
    public static PushOutcome? From(FirmFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Library != Library.Outcomes || string.IsNullOrEmpty(fact.Title) || fact.WithdrawnOn is not null || !OutcomeWords.TryRead(fact.Kind, out var kind))
        {
            return null;
        }

        return new PushOutcome(
            fact.FirmId,
            fact.Title,
            Text(PushedOnLabel) is { } day && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var pushedOn) ? pushedOn : null,
            kind,
            fact.HappenedOn,
            fact.PublishedOn,
            fact.AmountCny,
            decimal.TryParse(Text(RateLabel), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) ? rate : null,
            int.TryParse(Text(TermLabel), NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? months : null,
            Text(ReasonLabel));

        string? Text(string label) => fact.More.GetValueOrDefault(label) is { Length: > 0 } text ? text : null;
    }
}
