using Matching.Domain.Codes;
using Matching.Domain.Firms;
using Matching.Domain.Linkage.Judgements;
using Matching.Domain.Linkage.Near;

namespace Matching.Domain.Linkage.Register;

/// <summary>The rung after the sure ones: rows without a code whose name no firm bears exactly are held against all names of firms with a code.</summary>
/// <remarks>A row gets its one nearest firm or none; two near firms are a person's question. Firms never become one here.</remarks>
public static class RegisterRung
{
    /// <summary>Belief from which a row is linked without being asked about.</summary>
    public const double AutoFrom = 0.985;

    /// <summary>Belief from which a person is asked.</summary>
    public const double AskFrom = 0.5;

    /// <summary>Belief at levels a person decides.</summary>
    private const double MostForPerson = 0.98;

    /// <summary>Firms tried without themselves to measure chance.</summary>
    private const int MostTried = 12_000;

    internal static readonly string[] SpellingWords =
        ["same", "region-otherwise", "form-missing", "cut-off", "same-sound", "one-character-of-branch", "one-character-elsewhere", "one-character", "one-character-of-trade-name", "other-form", "looks-alike", "other-character-of-trade-words", "slip-in-trade-words", "character-missing-in-trade-name"];

    internal static readonly string[] RegionWords = ["same-city", "same-province", "missing", "differs"];

    /// <summary>Moves rows of provisional firms to the firms of the register they mean.</summary>
    /// <param name="ladder">What the sure rungs made of all units.</param>
    /// <param name="apart">What persons have ruled out; null = nothing.</param>
    public static LadderResult Apply(LadderResult ladder, KeptApart? apart = null)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        apart ??= KeptApart.Nobody;
        var coded = Enumerable.Range(0, ladder.Groups.Count).Where(place => ladder.Groups[place] is { Uscc: not null, IsProvisional: false, Kind: UnitKind.Firm }).ToList();
        var doubted = ladder.Reviews.Select(review => review.Unit).ToHashSet();
        var open = Enumerable.Range(0, ladder.Groups.Count).Where(place => !apart.Stands(place) && IsOpen(ladder.Groups[place], doubted)).ToList();
        if (coded.Count == 0 || open.Count == 0)
        {
            return ladder;
        }

        var firms = new RegisteredFirm[coded.Count];
        Parallel.For(0, coded.Count, i => firms[i] = FirmOf(ladder.Groups[coded[i]]));
        var rows = Rows(ladder, open);
        var tries = Tries(firms);
        var asked = new AskedKeys();
        Parallel.For(0, rows.Count, i => RegisterIndex.Ask(rows[i].Name, asked));
        Parallel.For(0, tries.Length, i => Array.ForEach(tries[i].Names, name => RegisterIndex.Ask(name, asked)));
        var index = new RegisterIndex(firms, asked);
        var findings = new RegisterFinding?[rows.Count];
        Parallel.For(0, rows.Count, i => findings[i] = index.Find(rows[i].Name, rows[i].Region));
        var model = RegisterModel.Learn(
            [.. rows.Zip(findings, (row, finding) => (row.Kind, finding is { IsAlone: true } only ? only.Level : (RegisterLevel?)null))],
            Chance(index, tries));
        var answers = new Dictionary<(string, RegionCode?), Answer>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            if (findings[i] is { } finding)
            {
                var belief = finding.IsAlone ? model.Belief(rows[i].Kind, finding.Level) : 0;
                answers[(rows[i].Key, rows[i].Region)] = new(finding, finding.Level.NeedsPerson(rows[i].Name.Region is not null) ? Math.Min(belief, MostForPerson) : belief);
            }
        }

        return Place(ladder, coded, open, answers, apart);
    }

    private static bool IsOpen(LinkGroup group, HashSet<LinkUnit> doubted) =>
        group.Uscc is null
        && (group.IsProvisional || group.Kind != UnitKind.Firm)
        && group.Members.All(member => member.Unit is { Uscc: null, OrganizationCode: null, IsNeverFirm: false } && !doubted.Contains(member.Unit));

    private static List<Row> Rows(LadderResult ladder, List<int> open)
    {
        var keys = open.SelectMany(place => ladder.Groups[place].Members)
            .Select(member => (Name: member.Unit.FoldedName, member.Unit.Region))
            .Distinct()
            .OrderBy(row => row.Name, StringComparer.Ordinal)
            .ThenBy(row => row.Region?.Value)
            .ToList();
        var rows = new Row[keys.Count];
        Parallel.For(0, keys.Count, i => rows[i] = Row.Of(keys[i].Name, keys[i].Region));
        return [.. rows];
    }

    private static RegisteredFirm FirmOf(LinkGroup group)
    {
        var names = new List<(string Name, bool IsFormer)>(2);
        var regions = new List<RegionCode>(1);
        var isRegistered = group.Members.Any(member => member.Unit.IsRegistryRow);
        foreach (var member in group.Members.Where(member => member.Unit.IsRegistryRow).Concat(group.Members.Where(member => !member.Unit.IsRegistryRow)))
        {
            var unit = member.Unit;
            if (unit.Region is { IsNation: false } region && !regions.Contains(region))
            {
                regions.Add(region);
            }

            if (names.Contains((unit.FoldedName, false)) && unit.FoldedFormerName is null)
            {
                continue;
            }

            if (isRegistered && !unit.IsRegistryRow && !NameTraits.Of(unit.FoldedName).SaysWhere)
            {
                // What lists leave out of a firm's name is not a name of the firm.
                continue;
            }

            names.Add((unit.FoldedName, member.Rule == LinkageRule.DatedAlias || (unit.Library == Libraries.Library.Renames && unit.FoldedFormerName == unit.FoldedName)));
            if (unit.FoldedFormerName is { } former)
            {
                names.Add((former, true));
            }
        }

        if (regions.Count == 0)
        {
            regions.Add(group.Uscc!.Value.RegistrationRegion);
        }

        regions.Sort();
        return new(CurrentFirst(names), regions);
    }

    /// <summary>Each name once, former only where nobody bears it as current; the current ones first, in order.</summary>
    private static List<(string Name, bool IsFormer)> CurrentFirst(List<(string Name, bool IsFormer)> names)
    {
        if (names.Count > 1)
        {
            names.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name) is var order and not 0 ? order : left.IsFormer.CompareTo(right.IsFormer));
            var kept = 1;
            for (var i = 1; i < names.Count; i++)
            {
                if (names[i].Name != names[kept - 1].Name)
                {
                    names[kept++] = names[i];
                }
            }

            names.RemoveRange(kept, names.Count - kept);
            names.Sort((left, right) => left.IsFormer != right.IsFormer ? left.IsFormer.CompareTo(right.IsFormer) : string.CompareOrdinal(left.Name, right.Name));
        }

        return names;
    }

    /// <summary>Firms to be looked for without themselves: as printed, and without their form or cut off.</summary>
    private static (int Firm, SpelledName[] Names)[] Tries(RegisteredFirm[] firms)
    {
        var step = Math.Max(1, firms.Length / MostTried);
        var tries = new (int Firm, SpelledName[] Names)[(firms.Length + step - 1) / step];
        Parallel.For(0, tries.Length, i =>
        {
            var whole = firms[i * step].Names[0].Name;
            var form = SpelledName.Of(whole).Form;
            var bare = form.Length > 0 && whole.EndsWith(form, StringComparison.Ordinal) ? whole[..^form.Length] : whole;
            var shorter = i % 2 == 0 || bare.Length < 6 ? bare : bare[..^(1 + (i / 2 % 2))];
            tries[i] = (i * step, [SpelledName.Of(whole), SpelledName.Of(shorter)]);
        });
        return tries;
    }

    /// <summary>What firms find in the register when they themselves are not in it, with their region stated and hidden.</summary>
    private static List<(RegisterModel.Kind, RegisterLevel?)> Chance(RegisterIndex index, (int Firm, SpelledName[] Names)[] tries)
    {
        var found = new List<(RegisterModel.Kind, RegisterLevel?)>[tries.Length];
        Parallel.For(0, tries.Length, i =>
        {
            found[i] = [];
            foreach (var name in tries[i].Names)
            {
                foreach (var region in (RegionCode?[])[index.All[tries[i].Firm].Regions[0], null])
                {
                    var level = index.Find(name, region, tries[i].Firm) is { IsAlone: true } only ? only.Level : (RegisterLevel?)null;
                    found[i].Add((Row.KindOf(name, region), level));
                }
            }
        });
        return [.. found.SelectMany(one => one)];
    }

    private static LadderResult Place(LadderResult ladder, List<int> coded, List<int> open, Dictionary<(string, RegionCode?), Answer> answers, KeptApart apart)
    {
        var changed = new ChangedGroups(ladder);
        var reviews = ladder.Reviews.ToList();
        foreach (var place in open)
        {
            var (members, kind) = (ladder.Groups[place].Members, ladder.Groups[place].Kind);
            if (members is [var only])
            {
                var answer = AnswerTo(place, only);
                if (answer is { Belief: >= AutoFrom } sure)
                {
                    changed.Add(coded[sure.Finding.Firm], Decide(only, sure, LinkageBand.Auto, LinkageRule.RegisterName));
                    changed.Set(place, [], coded[sure.Finding.Firm]);
                }
                else if (Stay(only, answer, kind, Candidates(place, answer), reviews) is var stays && !ReferenceEquals(stays, only))
                {
                    changed.Set(place, [stays]);
                }
            }
            else
            {
                PlaceTogether(place, members, kind);
            }
        }

        return changed.Renumbered(reviews);

        Answer? AnswerTo(int place, LinkDecision member) =>
            answers.TryGetValue((member.Unit.FoldedName, member.Unit.Region), out var answer) && Candidates(place, answer).Length > 0 ? answer : null;

        int[] Candidates(int place, Answer? given)
        {
            if (given is not { Finding: var finding })
            {
                return [];
            }

            int[] near = finding.IsAlone ? [coded[finding.Firm]] : [coded[finding.Firm], coded[finding.Rival]];
            return Array.FindAll(near, firm => !apart.AreApart(place, firm));
        }

        void PlaceTogether(int place, IReadOnlyList<LinkDecision> members, UnitKind kind)
        {
            var given = members.Select(member => AnswerTo(place, member)).ToList();
            var sure = given.OfType<Answer>().Where(answer => answer.Belief >= AutoFrom).Select(answer => answer.Finding.Firm).Distinct().ToList();
            var left = Enumerable.Range(0, members.Count).ToList();
            if (sure is [var firm])
            {
                // Rows of one provisional firm share a name or a number: who is sure speaks for those that found nobody else.
                var speaker = given.OfType<Answer>().Where(answer => answer.Finding.Firm == firm).MaxBy(answer => answer.Belief);
                left = [.. left.Where(i => given[i] is { } own && (own.Finding.Firm != firm || !own.Finding.IsAlone))];
                foreach (var i in Enumerable.Range(0, members.Count).Except(left))
                {
                    var answer = given[i] is { Belief: >= AutoFrom } own ? own : speaker;
                    changed.Add(coded[firm], Decide(members[i], answer, LinkageBand.Auto, LinkageRule.RegisterName));
                }
            }

            changed.Set(place, [.. left.Select(i => Stay(members[i], given[i], kind, Candidates(place, given[i]), reviews))], sure is [var only] ? coded[only] : place);
        }
    }

    /// <summary>A row that goes nowhere: as it was, or with the question whom it means. Nobody is asked about institutes and names that are no firm's.</summary>
    private static LinkDecision Stay(LinkDecision member, Answer? given, UnitKind kind, int[] candidates, List<LinkReview> reviews)
    {
        if (kind != UnitKind.Firm
            || given is not { } asked
            || (asked.Finding.IsAlone ? asked.Belief < AskFrom : asked.Finding.Level.Region == Standing.Contradicting))
        {
            return member;
        }

        reviews.Add(new LinkReview(member.Unit, LinkDoubt.NearName, candidates));
        return Decide(member, asked, LinkageBand.Review, member.Rule);
    }

    private static LinkDecision Decide(LinkDecision member, Answer answer, LinkageBand band, LinkageRule rule)
    {
        var level = answer.Finding.Level;
        return member with
        {
            Rule = rule,
            Band = band,
            Score = band == LinkageBand.Auto ? answer.Belief : LinkageScores.Review,
            Evidence =
            [
                new("name", member.Unit.PrintedName, answer.Finding.Name, SpellingWords[(int)level.Spelling] + (level.IsFormer ? "-former" : "")),
                new("region", member.Unit.Region?.ToString() ?? "", "", RegionWords[(int)level.Region]),
            ],
        };
    }

    private readonly record struct Answer(RegisterFinding Finding, double Belief);

    /// <param name="Key">Folded name as the row has it.</param>
    private readonly record struct Row(string Key, SpelledName Name, RegionCode? Region, RegisterModel.Kind Kind)
    {
        public static Row Of(string folded, RegionCode? region)
        {
            var name = SpelledName.Of(folded);
            return new(folded, name, region, KindOf(name, region));
        }

        public static RegisterModel.Kind KindOf(SpelledName name, RegionCode? region) =>
            new((region ?? name.Region) is { IsNation: false }, name.Form.Length > 0);
    }
}
