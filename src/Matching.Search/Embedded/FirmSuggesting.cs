namespace Matching.Search.Embedded;

/// <summary>Suggestions while typing: values that begin with the text before values that contain it, each by points.</summary>
internal static class FirmSuggesting
{
    public static IReadOnlyList<FirmSuggestion> Run(IndexSnapshot snapshot, string text, int take, CancellationToken cancellationToken)
    {
        var word = QueryLimits.CheckSuggestion(text, take);
        if (word.Length == 0)
        {
            return [];
        }

        var found = new List<(bool Begins, RankedFirm Firm)>();
        foreach (var view in snapshot.Views)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var loan = new BitsLoan();
            AddFrom(view, word, take, found, loan);
        }

        return
        [
            .. found
                .OrderByDescending(candidate => candidate.Begins)
                .ThenByDescending(candidate => candidate.Firm.Key)
                .ThenBy(candidate => candidate.Firm.Id)
                .Take(take)
                .Select(candidate => SuggestedFields.Suggest(candidate.Firm.View.Segment.Document(candidate.Firm.Firm), word)),
        ];
    }

    private static void AddFrom(SegmentView view, string word, int take, List<(bool Begins, RankedFirm Firm)> found, BitsLoan loan)
    {
        var segment = view.Segment;
        var beginning = loan.Borrow(segment.Firms);
        foreach (var field in SuggestedFields.All)
        {
            if (segment.Terms(field).Beginning(word, loan) is { } inField)
            {
                beginning.Or(inField.Words);
            }
        }

        var part = loan.Borrow(segment.Firms);
        foreach (var field in SuggestedFields.All)
        {
            if (segment.Text(field).Containing(word, beginning, loan) is { } inField)
            {
                part.Or(inField.Words);
            }
        }

        beginning.And(view.Live.Words);
        part.And(view.Live.Words);
        AddBest(true, beginning);
        AddBest(false, part);

        void AddBest(bool begins, FirmBits firms)
        {
            var left = firms.IsEmpty ? 0 : take;
            foreach (var firm in segment.Points.Order)
            {
                if (left == 0)
                {
                    break;
                }

                if (firms[firm])
                {
                    found.Add((begins, new RankedFirm(segment.Points[firm], segment.IdOf(firm), view, firm)));
                    left--;
                }
            }
        }
    }
}
