namespace Matching.Search.Embedded;

/// <summary>Suggestions while typing: values that begin with the text before values that contain it, each by points.</summary>
internal static class FirmSuggesting
{
    public const int MaxTake = 20;

    private static readonly MatchedField[] Fields =
    [
        MatchedField.Name,
        MatchedField.ShortName,
        MatchedField.FormerName,
        MatchedField.PinyinInitials,
        MatchedField.Uscc,
    ];

    public static IReadOnlyList<FirmSuggestion> Run(IndexSnapshot snapshot, string text, int take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (take is < 1 or > MaxTake)
        {
            throw new ArgumentOutOfRangeException(nameof(take), take, $"Take runs from 1 to {MaxTake}.");
        }

        var word = SearchFold.Fold(text.Trim()).Trim();
        if (word.Length > SearchWords.MaxLength)
        {
            throw new ArgumentException($"The text has {word.Length} characters; a suggestion takes {SearchWords.MaxLength}.", nameof(text));
        }

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
                .Select(candidate => Suggestion(candidate.Firm.View.Segment.Document(candidate.Firm.Firm), word)),
        ];
    }

    private static void AddFrom(SegmentView view, string word, int take, List<(bool Begins, RankedFirm Firm)> found, BitsLoan loan)
    {
        var segment = view.Segment;
        var beginning = loan.Borrow(segment.Firms);
        foreach (var field in Fields)
        {
            if (segment.Terms(field).Beginning(word, loan) is { } inField)
            {
                beginning.Or(inField.Words);
            }
        }

        var part = loan.Borrow(segment.Firms);
        foreach (var field in Fields)
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

    private static FirmSuggestion Suggestion(FirmDocument firm, string word)
    {
        var values = Fields.SelectMany(field => ValuesOf(firm, field).Select(value => (Field: field, Value: value))).ToList();
        var (matched, text) = values
            .OrderBy(value => SearchFold.Fold(value.Value).IndexOf(word, StringComparison.Ordinal) switch { < 0 => 2, 0 => 0, _ => 1 })
            .First();
        return new FirmSuggestion(firm.Id, firm.Name, firm.Uscc, matched, text);
    }

    private static IReadOnlyList<string> ValuesOf(FirmDocument firm, MatchedField field) => field switch
    {
        MatchedField.Name => [firm.Name],
        MatchedField.ShortName => firm.ShortNames,
        MatchedField.FormerName => firm.FormerNames,
        MatchedField.PinyinInitials => firm.PinyinInitials,
        _ => [firm.Uscc],
    };
}
