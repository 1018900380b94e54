using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Linkage.Judgements;

/// <summary>A group, or part of one, while judgements are laid over it.</summary>
internal sealed class JudgedPiece
{
    private JudgedPiece(UnitKind kind, Uscc? uscc, bool isProvisional, IEnumerable<LinkDecision> members) =>
        (Kind, Uscc, IsProvisional, Members) = (kind, uscc, isProvisional, [.. members]);

    public UnitKind Kind { get; }

    public Uscc? Uscc { get; }

    public bool IsProvisional { get; }

    public List<LinkDecision> Members { get; }

    public static JudgedPiece Of(LinkGroup group) => new(group.Kind, group.Uscc, group.IsProvisional, group.Members);

    public static JudgedPiece Of(LinkGroup group, IEnumerable<LinkDecision> members) => new(group.Kind, group.Uscc, group.IsProvisional, members);

    /// <summary>The firm's code stays with the firm.</summary>
    public static JudgedPiece CutFrom(LinkGroup group, IEnumerable<LinkDecision> members) => new(group.Kind, null, group.Kind == UnitKind.Firm, members);

    public bool Holds(UnitKey unit) => Members.Exists(member => member.Unit.Key == unit);

    public LinkDecision Take(UnitKey unit)
    {
        var place = Members.FindIndex(member => member.Unit.Key == unit);
        var taken = Members[place];
        Members.RemoveAt(place);
        return taken;
    }

    /// <summary>Which of two joined by a person goes on as the firm: one with a code; of two codes the one stated last; else the older row.</summary>
    public bool Outranks(JudgedPiece other)
    {
        if (Uscc is null != other.Uscc is null)
        {
            return Uscc is not null;
        }

        var (mine, others) = (LastStated(), other.LastStated());
        return mine != others ? mine > others : Members.Min(member => member.Unit.Key).CompareTo(other.Members.Min(member => member.Unit.Key)) < 0;
    }

    public LinkGroup Grouped() => new(Kind, Uscc, IsProvisional, [.. Members.OrderBy(member => member.Unit.Key)]);

    private DateOnly LastStated() => Uscc is { } code
        ? Members.Where(member => member.Unit.Uscc == code).Select(member => member.Unit.PublishedOn).DefaultIfEmpty().Max()
        : default;
}
