using Matching.Search;

namespace Matching.Api.Features.Firms;

/// <summary>A text cut into pieces that matched and pieces that did not; pages put <c>mark</c> around the former, encoding every piece.</summary>
public static class Marked
{
    private const int Around = 24;

    public static IEnumerable<(string Text, bool IsHit)> Pieces(Highlight highlight)
    {
        ArgumentNullException.ThrowIfNull(highlight);
        var at = 0;
        foreach (var (start, length) in highlight.Spans.OrderBy(span => span.Start))
        {
            // Spans may touch or overlap; a mark never runs backwards.
            var from = Math.Max(start, at);
            var until = Math.Min(start + length, highlight.Text.Length);
            if (until <= from)
            {
                continue;
            }

            if (from > at)
            {
                yield return (highlight.Text[at..from], false);
            }

            yield return (highlight.Text[from..until], true);
            at = until;
        }

        if (at < highlight.Text.Length)
        {
            yield return (highlight.Text[at..], false);
        }
    }

    /// <summary>The surroundings of the first match of a long text.</summary>
    public static IEnumerable<(string Text, bool IsHit)> Excerpt(Highlight highlight)
    {
        ArgumentNullException.ThrowIfNull(highlight);
        if (highlight.Text.Length <= 4 * Around || highlight.Spans.Count == 0)
        {
            return Pieces(highlight);
        }

        var (start, length) = highlight.Spans.OrderBy(span => span.Start).First();
        var from = Math.Max(0, start - Around);
        var until = Math.Min(highlight.Text.Length, start + length + (2 * Around));
        var inside = highlight.Spans.Where(span => span.Start >= from && span.Start + span.Length <= until)
            .Select(span => (span.Start - from, span.Length));
        var pieces = Pieces(new Highlight(highlight.Field, highlight.Text[from..until], [.. inside]));
        return [.. from > 0 ? [("…", false)] : Array.Empty<(string, bool)>(), .. pieces, .. until < highlight.Text.Length ? [("…", false)] : Array.Empty<(string, bool)>()];
    }
}
