namespace Matching.Search.Embedded;

/// <summary>The firms of one segment in which one word was found, by the weight of the best place.</summary>
internal sealed class WordMatch
{
    private readonly Segment segment;
    private readonly string word;
    private readonly BitsLoan loan;
    private readonly List<WeightTier> tiers = [];
    private readonly bool weighs;

    private WordMatch(Segment segment, string word, bool weighs, BitsLoan loan)
    {
        this.segment = segment;
        this.word = word;
        this.weighs = weighs;
        this.loan = loan;
        All = loan.Borrow(segment.Firms);
    }

    public FirmBits All { get; }

    /// <summary>Disjoint, heaviest first; empty when nobody asked for weights.</summary>
    public IReadOnlyList<WeightTier> Tiers => tiers;

    /// <param name="weighs">False when only membership matters, which spares the finer places.</param>
    public static WordMatch Find(Segment segment, string word, bool weighs, BitsLoan loan)
    {
        var match = new WordMatch(segment, word, weighs, loan);
        match.AddNames();
        match.AddCodes();
        match.AddContaining(Relevance.TitlePart, MatchedField.Title);
        match.AddContaining(Relevance.ScopePart, MatchedField.BusinessScope);
        return match;
    }

    private void AddNames()
    {
        AddEqual(Relevance.NameEqual, MatchedField.Name);
        AddBeginning(Relevance.NameBeginning, MatchedField.Name);
        AddEqual(Relevance.ShortNameEqual, MatchedField.ShortName);
        AddContaining(Relevance.NamePart, MatchedField.Name);
        AddContaining(Relevance.NamePart, MatchedField.ShortName);
        AddContaining(Relevance.FormerNamePart, MatchedField.FormerName);
    }

    private void AddCodes()
    {
        AddEqual(Relevance.CodeEqual, MatchedField.Uscc);
        AddEqual(Relevance.CodeEqual, MatchedField.Number);
        AddContaining(Relevance.InitialsPart, MatchedField.PinyinInitials);
        AddContaining(Relevance.CodePart, MatchedField.Uscc);
        AddContaining(Relevance.CodePart, MatchedField.Number);
    }

    private void AddEqual(double weight, MatchedField field)
    {
        if (weighs)
        {
            AddNew(weight, segment.Terms(field).Equal(word, loan));
        }
    }

    private void AddBeginning(double weight, MatchedField field)
    {
        if (weighs)
        {
            AddNew(weight, segment.Terms(field).Beginning(word, loan));
        }
    }

    private void AddContaining(double weight, MatchedField field) =>
        AddNew(weight, segment.Text(field).Containing(word, All, loan));

    private void AddNew(double weight, FirmBits? found)
    {
        if (found is null)
        {
            return;
        }

        found.AndNot(All.Words);
        All.Or(found.Words);
        if (weighs && !found.IsEmpty)
        {
            tiers.Add(new WeightTier(weight, found));
        }
    }
}

/// <summary>Firms in which a word weighs the same.</summary>
internal readonly record struct WeightTier(double Weight, FirmBits Firms);
