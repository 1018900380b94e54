using Matching.Domain.Codes;

namespace Matching.Domain.Firms;

/// <summary>Takes a name apart from both ends: notes, branch and form from the right, regions from the left,
/// and in what is left the cheapest cut between 字号 and industry words.</summary>
internal static class FirmNameParser
{
    private static readonly string[] BranchEndings = ["分公司", "支公司", "办事处", "营业部", "事业部", "经营部", "分厂", "分店", "分院", "分所", "分部"];

    /// <param name="takesDistricts">A district behind its city is a region without its 区 too, as folding leaves it.</param>
    public static FirmNameParts Parse(string? printed, bool takesDistricts = false)
    {
        var (name, former) = FormerNameNote.Split(FirmName.Plain(printed));
        var parent = ParentOf(name);
        var isBranch = parent is not null || EndsAsBranch(name);
        var proper = parent ?? name;

        var (formLength, formText, form) = LegalForms.At(proper);
        var regions = new List<RegionToken>(2);
        var body = TakeBrackets(proper[..^formLength], regions, out var isGroup);
        if (body.EndsWith("集团", StringComparison.Ordinal) && body.Length > 2)
        {
            (body, isGroup) = (body[..^2], true);
        }

        var start = TakePrefix(body, regions, takesDistricts);
        var (tradeName, tradeWords) = TradeNameSplit.Split(body.AsSpan(start));
        return new FirmNameParts
        {
            Name = name,
            Regions = regions,
            TradeName = tradeName,
            TradeWords = tradeWords,
            Form = form,
            FormText = formText,
            IsGroup = isGroup,
            IsBranch = isBranch,
            ParentName = parent,
            FormerName = former,
        };
    }

    private static bool EndsAsBranch(string name)
    {
        foreach (var ending in BranchEndings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What stands before the words behind the first 公司, if any do; brackets behind it belong to the name.</summary>
    private static string? ParentOf(string name)
    {
        var company = name.IndexOf("公司", StringComparison.Ordinal);
        if (company < 0 || name.AsSpan(0, company).EndsWith("分", StringComparison.Ordinal))
        {
            return null;
        }

        var end = company + 2;
        return end < name.Length && name[end] != '(' ? name[..end] : null;
    }

    private static string TakeBrackets(string body, List<RegionToken> regions, out bool isGroup)
    {
        isGroup = false;
        for (var open = body.IndexOf('(', StringComparison.Ordinal); open >= 0; open = body.IndexOf('(', StringComparison.Ordinal))
        {
            var close = body.IndexOf(')', open);
            var inside = body[(open + 1)..(close < 0 ? body.Length : close)];
            isGroup |= inside == "集团";
            if (inside == "中国")
            {
                regions.Add(new RegionToken(RegionCode.Nation, inside, IsInBrackets: true));
            }
            else if (OnlyRegions(inside) is { } code)
            {
                regions.Add(new RegionToken(code, inside, IsInBrackets: true));
            }

            body = body[..open] + (close < 0 ? "" : body[(close + 1)..]);
        }

        return body;
    }

    /// <summary>The narrowest region of a text that holds nothing but regions, from wide to narrow; null for any other.</summary>
    private static RegionCode? OnlyRegions(ReadOnlySpan<char> text)
    {
        RegionCode? narrowest = null;
        while (!text.IsEmpty)
        {
            if (RegionGazetteer.AtStart(text, narrowest) is not { } match)
            {
                return null;
            }

            narrowest = match.Code;
            text = text[match.Length..];
        }

        return narrowest;
    }

    /// <summary>Takes the regions in front and returns where the 字号 begins. A short county name that would leave no 字号 is one itself.</summary>
    private static int TakePrefix(string body, List<RegionToken> regions, bool takesDistricts)
    {
        var (start, within, taken) = (0, RegionCode.Nation, 0);
        if (body.StartsWith("中国", StringComparison.Ordinal) && body.Length > 3)
        {
            regions.Insert(taken++, new RegionToken(RegionCode.Nation, "中国", IsInBrackets: false));
            start = 2;
        }

        var bracketed = BracketedIn(regions);
        while (RegionPrefix.Next(body, start, within) is { } match
            && !IsElsewhere(match, bracketed)
            && IsTaken(body.AsSpan(start), match, takesDistricts && (IsCity(within) || (bracketed is { } city && IsCity(city) && city.Contains(match.Code)))))
        {
            regions.Insert(taken++, new RegionToken(match.Code, body.Substring(start, match.Length), IsInBrackets: false));
            (start, within) = (start + match.Length, match.Code);
        }

        return start;
    }

    private static RegionCode? BracketedIn(List<RegionToken> regions)
    {
        foreach (var token in regions)
        {
            if (token is { IsInBrackets: true, Code.IsNation: false })
            {
                return token.Code;
            }
        }

        return null;
    }

    /// <summary>三江汇通(天津) begins with no county of Guangxi: the brackets say where the firm is, so what only looks like a county elsewhere is a 字号.</summary>
    private static bool IsElsewhere(RegionMatch match, RegionCode? bracketed) =>
        bracketed is { } region && match is { HasSuffix: false, Code.IsCounty: true } && !region.Contains(match.Code);

    private static bool IsCity(RegionCode region) => region.IsCity || region is { IsNation: false, ProvincePrefix: 11 or 12 or 31 or 50 };

    private static bool IsTaken(ReadOnlySpan<char> body, RegionMatch match, bool takesDistricts)
    {
        var rest = body[match.Length..];
        if (match.HasSuffix)
        {
            return !rest.IsEmpty;
        }

        // 南山, 海淀: districts without 区 are more often a 字号 than a place
        var isDistrict = !takesDistricts && match.Code.IsCounty && RegionTable.NameOf(match.Code) is { } full && full.EndsWith('区') && !full.EndsWith("林区", StringComparison.Ordinal);
        return !isDistrict && rest.Length >= 2 && !TradeNameSplit.IsTradeOnly(rest);
    }
}
