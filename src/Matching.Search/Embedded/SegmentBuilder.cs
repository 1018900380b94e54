namespace Matching.Search.Embedded;

/// <summary>Makes a segment of up to <see cref="Segment.MaxFirms"/> documents.</summary>
internal static class SegmentBuilder
{
    private static readonly MatchedField[] OrderedFields =
    [
        MatchedField.Name,
        MatchedField.FormerName,
        MatchedField.ShortName,
        MatchedField.PinyinInitials,
        MatchedField.Uscc,
        MatchedField.Number,
    ];

    /// <param name="documents">Any order; of several with one id the highest version stays.</param>
    public static Segment Build(IReadOnlyList<FirmDocument> documents, FacetDictionary[] dictionaries)
    {
        var firms = InIdOrder(documents);
        var scratch = new GramScratch();
        var texts = Array.ConvertAll(Segment.Fields, field => BuildText(firms, field, scratch));
        return new Segment(
            Array.ConvertAll(firms, firm => firm.Id.Value),
            Array.ConvertAll(firms, firm => firm.Version),
            texts,
            Array.ConvertAll(Segment.Fields, field => OrderedFields.Contains(field) ? new TermOrder(texts[(int)field - 1]) : null),
            Array.ConvertAll(dictionaries, dictionary => new FacetColumn(dictionary, Array.ConvertAll(firms, dictionary.OrdinalOf))),
            Array.ConvertAll(firms, firm => new FirmDetails(
                firm.Region?.Value ?? 0, firm.AwardCount, firm.ProjectCount, firm.IsProvisional, firm.IsExcluded)),
            [
                new SortColumn(Array.ConvertAll(firms, firm => SortColumn.KeyOf(firm.Points))),
                new SortColumn(Array.ConvertAll(firms, firm => SortColumn.KeyOf(firm.LatestFactOn))),
                new SortColumn(Array.ConvertAll(firms, firm => SortColumn.KeyOf((decimal?)firm.VentureAmountCny))),
                new SortColumn(Array.ConvertAll(firms, firm => SortColumn.KeyOf(firm.RegisteredOn))),
            ]);
    }

    private static FirmDocument[] InIdOrder(IReadOnlyList<FirmDocument> documents)
    {
        var sorted = documents.ToArray();
        Array.Sort(sorted, static (left, right) => left.Id.CompareTo(right.Id) is var byId and not 0
            ? byId
            : left.Version.CompareTo(right.Version));

        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i + 1 == sorted.Length || sorted[i].Id != sorted[i + 1].Id)
            {
                sorted[kept++] = sorted[i];
            }
        }

        return sorted[..kept];
    }

    private static TextColumn BuildText(FirmDocument[] firms, MatchedField field, GramScratch scratch)
    {
        var column = new TextColumnBuilder(firms.Length);
        foreach (var firm in firms)
        {
            foreach (var value in Values(firm, field))
            {
                column.Add(value);
            }

            column.EndFirm();
        }

        return column.Build(scratch);
    }

    private static IReadOnlyList<string> Values(FirmDocument firm, MatchedField field) => field switch
    {
        MatchedField.Name => [firm.Name],
        MatchedField.FormerName => firm.FormerNames,
        MatchedField.ShortName => firm.ShortNames,
        MatchedField.PinyinInitials => firm.PinyinInitials,
        MatchedField.Uscc => firm.Uscc.Length == 0 ? [] : [firm.Uscc],
        MatchedField.Number => firm.Numbers,
        MatchedField.Title => firm.Titles,
        MatchedField.BusinessScope => firm.BusinessScope.Length == 0 ? [] : [firm.BusinessScope],
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No such field."),
    };
}
