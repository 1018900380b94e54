using Matching.Domain.Codes;
using Matching.Domain.Firms;

namespace Matching.Domain.Linkage;

/// <summary>Takes one closed set of units up the rungs. Each rung looks only at what the rungs before it settled, so order of rows plays no part.</summary>
internal sealed class ComponentLadder
{
    private readonly List<LinkUnit> open;
    private readonly NameKeys names;
    private readonly HashSet<LinkUnit> settled = [];
    private readonly List<Anchor> anchors = [];
    private readonly NameBearings bearings = new();
    private readonly List<DraftReview> reviews = [];
    private readonly ProvisionalGroups provisional;

    private ComponentLadder(IReadOnlyList<LinkUnit> units, NameKeys names)
    {
        open = [.. units];
        this.names = names;
        provisional = new ProvisionalGroups(names);
    }

    /// <summary>Groups of the component with the reviews that name them, and the units that are no firms.</summary>
    public static (IReadOnlyList<DraftGroup> Groups, IReadOnlyList<DraftReview> Reviews, IReadOnlyList<LinkUnit> NonFirms) Run(
        IReadOnlyList<LinkUnit> units, NameKeys names)
    {
        var ladder = new ComponentLadder(units, names);
        ladder.LinkByCreditCode();
        if (ladder.open.Count == 0 && ladder.reviews.Count == 0)
        {
            // Every row states a code that its name agrees with: nothing is left to look up by name or number.
            return (ladder.anchors.ConvertAll(GroupOf), [], []);
        }

        ladder.LinkByOrganizationCode();
        ladder.LearnNames();
        ladder.LinkByNumber();
        // Rows that state a former name teach who bore it: all of them before the first row that only bears a name.
        while (ladder.LinkByName(teaching: true))
        {
        }

        ladder.LinkByName(teaching: false);

        var groups = ladder.Finish();
        return (groups, ladder.reviews.ConvertAll(ladder.WithNamesakes), ladder.provisional.NonFirms);
    }

    private void LinkByCreditCode()
    {
        var coded = open.Where(unit => unit.Uscc is not null && unit.CanFound).GroupBy(unit => unit.Uscc!.Value).ToList();
        foreach (var rows in coded.OrderBy(rows => rows.Key.ToString(), StringComparer.Ordinal))
        {
            var anchor = new Anchor(rows.Key, rows.Key.OrganizationCode);
            Found(anchor, [.. rows], rows.Key.ToString(), "uscc", LinkageRule.CreditCode, LinkageScores.CreditCode);
        }

        Settle();
    }

    private void LinkByOrganizationCode()
    {
        var coded = open.Where(unit => unit.Uscc is null && unit.OrganizationCode is not null && unit.CanFound)
            .GroupBy(unit => unit.OrganizationCode!.Value)
            .OrderBy(rows => rows.Key.ToString(), StringComparer.Ordinal)
            .ToList();
        if (coded.Count == 0)
        {
            return;
        }

        var known = anchors.ToLookup(anchor => anchor.OrganizationCode);
        foreach (var rows in coded)
        {
            var code = rows.Key.ToString();
            var owners = known[rows.Key].ToList();
            if (owners.Count == 0)
            {
                Found(new Anchor(null, rows.Key), [.. rows], code, "organization-code", LinkageRule.OrganizationCode, LinkageScores.OrganizationCode);
                continue;
            }

            // All rows are judged before the first is added, for a row added brings its name along.
            var agreeing = rows.Select(unit => (Unit: unit, Owners: owners.Where(owner => Agrees(owner, unit)).ToList())).ToList();
            foreach (var (unit, agreed) in agreeing)
            {
                JoinByOrganizationCode(unit, code, agreed is [var only] ? only : null, owners);
            }
        }

        Settle();
    }

    private void JoinByOrganizationCode(LinkUnit unit, string code, Anchor? owner, List<Anchor> owners)
    {
        if (owner is null)
        {
            var doubt = owners.Count == 1 ? LinkDoubt.CodeNameConflict : LinkDoubt.IdentifierConflict;
            Doubt(unit, doubt, owners, [new("organization-code", code, unit.FoldedName, "differs")], code);
            return;
        }

        owner.Found(new(unit, LinkageRule.OrganizationCode, LinkageBand.Auto, LinkageScores.OrganizationCode,
            [new("organization-code", code, owner.Uscc?.ToString() ?? code, "same")]));
        settled.Add(unit);
    }

    /// <summary>Founds a firm on the rows of one code whose name is believed; the others wait for a person.</summary>
    private void Found(Anchor anchor, List<LinkUnit> rows, string code, string field, LinkageRule rule, double score)
    {
        var parted = CodedRows.Part(rows, names, Renamings(rows));
        var name = parted.Believed.GroupBy(row => row.FoldedName)
            .OrderByDescending(spelling => spelling.Any(row => row.IsRegistryRow))
            .ThenByDescending(spelling => spelling.Count())
            .ThenBy(spelling => spelling.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key ?? "";
        foreach (var row in parted.Believed)
        {
            var isSame = row.FoldedName == name;
            var evidence = new List<LinkageEvidence> { new(field, code, code, "same") };
            if (!isSame)
            {
                evidence.Add(new("name", row.PrintedName, name, "differs"));
            }

            anchor.Found(new(row, rule, LinkageBand.Auto, isSame ? score : Math.Min(score, LinkageScores.CreditCodeNameDiffers), evidence));
        }

        if (anchor.Members.Count > 0)
        {
            anchors.Add(anchor);
        }

        settled.UnionWith(parted.Believed);
        IReadOnlyList<Anchor> candidates = anchor.Members.Count > 0 ? [anchor] : [];
        foreach (var row in parted.Contradicting)
        {
            Doubt(row, LinkDoubt.CodeNameConflict, candidates, [new(field, code, code, "same"), new("name", row.PrintedName, name, "differs")], code);
        }
    }

    private void LearnNames()
    {
        foreach (var anchor in anchors)
        {
            // Where the register tells the firm's name, a list that leaves the region out names no one else by it.
            var isRegistered = anchor.Members.Exists(member => member.Unit.IsRegistryRow);
            foreach (var member in anchor.Members)
            {
                var isName = !isRegistered || member.Unit.IsRegistryRow || names.TraitsOf(member.Unit.FoldedName).SaysWhere;
                bearings.Learn(anchor, member.Unit, isName, names);
            }
        }
    }

    private void LinkByNumber()
    {
        if (anchors.Count == 0 || !open.Exists(unit => unit.CertificateNumber is not null || unit.RegistrationNumber is not null))
        {
            return;
        }

        var byCertificate = Owners(unit => unit.CertificateNumber?.ToString());
        var byRegistration = Owners(unit => unit.RegistrationNumber?.ToString());
        var joins = new List<Action>();
        foreach (var unit in open.Where(unit => unit.CanFound))
        {
            var certified = Owner(byCertificate, unit.CertificateNumber?.ToString());
            var registered = Owner(byRegistration, unit.RegistrationNumber?.ToString());
            var owner = certified ?? registered;
            if (owner is null)
            {
                continue;
            }

            var named = names.KeyOf(unit) is { } name && !owner.CodedNames.Contains(name)
                ? bearings.Find(name, unit).Where(bearer => bearer.Fit > NameBearings.Fit.Late).Select(bearer => bearer.Anchor).ToList()
                : [];
            if (certified is not null && registered is not null && certified != registered)
            {
                named.Add(registered);
            }

            var (rule, field, number, score) = certified is not null
                ? (LinkageRule.CertificateNumber, "certificate", unit.CertificateNumber.ToString()!, LinkageScores.CertificateNumber)
                : (LinkageRule.RegistrationNumber, "registration-number", unit.RegistrationNumber.ToString()!, LinkageScores.RegistrationNumber);
            if (named.Exists(other => other != owner))
            {
                Doubt(unit, LinkDoubt.IdentifierConflict, [owner, .. named], [new(field, number, number, "same"), new("name", unit.PrintedName, "", "differs")], number);
            }
            else
            {
                joins.Add(() => Join(owner, unit, rule, score, [new(field, number, number, "same")], isSure: true));
            }
        }

        joins.ForEach(join => join());
        Settle();
    }

    private Dictionary<string, List<Anchor>> Owners(Func<LinkUnit, string?> number) =>
        anchors.SelectMany(anchor => anchor.Members.Select(member => (Number: number(member.Unit), Anchor: anchor)))
            .Where(pair => pair.Number is not null)
            .Distinct()
            .GroupBy(pair => pair.Number!, pair => pair.Anchor)
            .ToDictionary(group => group.Key, group => group.ToList());

    private static Anchor? Owner(Dictionary<string, List<Anchor>> owners, string? number) =>
        number is not null && owners.TryGetValue(number, out var found) && found is [var only] ? only : null;

    /// <summary>One round over the rows still open; true when it placed any.</summary>
    private bool LinkByName(bool teaching)
    {
        var found = new List<(NameMatch.Placed Match, LinkUnit Unit)>();
        foreach (var unit in open)
        {
            if (teaching == (names.FormerKeyOf(unit) is not null) && NameMatch.Of(unit, names, bearings) is NameMatch.Placed placed)
            {
                found.Add((placed, unit));
            }
        }

        foreach (var (match, unit) in found)
        {
            Join(match.Anchor, unit, match.Rule, match.Score, match.Evidence, isSure: false);
        }

        Settle();
        return found.Count > 0;
    }

    private List<DraftGroup> Finish()
    {
        foreach (var unit in open)
        {
            if (NameMatch.Of(unit, names, bearings) is NameMatch.Doubtful doubtful)
            {
                reviews.Add(new(unit, doubtful.Doubt, doubtful.Candidates));
                provisional.AddDoubtful(unit, doubtful.Evidence);
            }
            else
            {
                provisional.Add(unit);
            }
        }

        var groups = anchors.ConvertAll(GroupOf);
        groups.AddRange(provisional.Form());
        return groups;
    }

    private static DraftGroup GroupOf(Anchor anchor) => new(
        anchor.Uscc is { IsFirm: true } ? UnitKind.Firm : anchor.Members.Min(member => member.Unit.Kind),
        anchor.Uscc, anchor.Uscc is null, anchor.Members, anchor);

    /// <summary>Where the code contradicts the name, the firms that bear the name could be meant as well.</summary>
    private DraftReview WithNamesakes(DraftReview review) =>
        review.Doubt == LinkDoubt.CodeNameConflict && names.KeyOf(review.Unit) is { } name
            ? review with { Candidates = [.. review.Candidates.Union(bearings.All(name))] }
            : review;

    private void Settle()
    {
        open.RemoveAll(settled.Contains);
        settled.Clear();
    }

    private void Join(Anchor anchor, LinkUnit unit, LinkageRule rule, double score, IReadOnlyList<LinkageEvidence> evidence, bool isSure)
    {
        anchor.Members.Add(new(unit, rule, LinkageBand.Auto, score, evidence));
        bearings.Learn(anchor, unit, isSure, names);
        settled.Add(unit);
    }

    private void Doubt(LinkUnit unit, LinkDoubt doubt, IReadOnlyList<Anchor> candidates, IReadOnlyList<LinkageEvidence> evidence, string code)
    {
        reviews.Add(new(unit, doubt, candidates));
        provisional.AddContradicting(unit, code, evidence);
        settled.Add(unit);
    }

    private bool Agrees(Anchor anchor, LinkUnit unit) =>
        names.KeyOf(unit) is not { } name
        || anchor.CodedNames.Any(known => NameAgreement.Compare(known, name, names.TraitsOf) != NameVerdict.Different)
        || (unit.FoldedFormerName is { } former && anchor.CodedNames.Contains(former));

    private List<Renaming> Renamings(List<LinkUnit> rows)
    {
        var code = rows[0].Uscc;
        return [.. open.Where(unit => unit.Uscc is null || unit.Uscc == code)
            .Select(unit => Renaming.Of(unit, names))
            .OfType<Renaming>()
            .Distinct()];
    }
}

/// <summary>A group while candidates of reviews still point at its anchor.</summary>
internal sealed record DraftGroup(UnitKind Kind, Uscc? Uscc, bool IsProvisional, IReadOnlyList<LinkDecision> Members, Anchor? Anchor);

internal sealed record DraftReview(LinkUnit Unit, LinkDoubt Doubt, IReadOnlyList<Anchor> Candidates);
