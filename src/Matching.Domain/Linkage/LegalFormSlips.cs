namespace Matching.Domain.Linkage;

/// <summary>Reads a legal form with one wrong, missing or additional character as the form: a slip there tells nothing of the firm.</summary>
/// <remarks>For comparing names only; what is stored stays as it was printed. Where a character may stand for one of the form or belong to the firm
/// (衡拓电限责任公司), it is read as standing for one.</remarks>
internal static class LegalFormSlips
{
    private const int ShortestRest = 3;
    private const string Company = "公司";
    private const string ShortForm = "有限公司";
    private const string LongForm = "有限责任公司";
    private const string ShareForm = "股份有限公司";

    /// <summary>Rests of a form too short to be told by themselves; a name of the register that goes on so tells them.</summary>
    private static readonly (string Start, string Form)[] FormStarts = [("股份", ShareForm), ("股", ShareForm), ("有", ShortForm)];

    /// <summary>Whether two folded names differ in one character of the legal form only, the long form counted as it is printed.</summary>
    public static bool IsAllThatDiffers(string left, string right) => IsSlipOf(left, right) || IsSlipOf(right, left);

    /// <summary>A name that breaks off at the first characters of its legal form has shown which form it is.</summary>
    public static string ReadBrokenOff(string folded)
    {
        foreach (var (start, form) in FormStarts)
        {
            if (folded.Length - start.Length >= ShortestRest && folded.EndsWith(start, StringComparison.Ordinal))
            {
                return folded[..^start.Length] + form;
            }
        }

        return Read(folded);
    }

    /// <summary>The name with its legal form, or that of the firm it is a branch of, as it should be written; the name itself when nothing is wrong.</summary>
    public static string Read(string folded)
    {
        // What stands behind 公司 is a branch, not a slip.
        var company = folded.IndexOf(Company, StringComparison.Ordinal);
        if (company >= 0 && company + Company.Length < folded.Length)
        {
            return ReadOfParent(folded, company);
        }

        if (folded.EndsWith(ShortForm, StringComparison.Ordinal))
        {
            return ReadShareForm(folded);
        }

        foreach (var form in (string[])[LongForm, ShortForm])
        {
            for (var length = form.Length + 1; length >= form.Length - 1; length--)
            {
                if (folded.Length - length >= ShortestRest && NameAgreement.IsOneEditApart(folded.AsSpan(folded.Length - length), form))
                {
                    return folded[..^length] + ShortForm;
                }
            }
        }

        return ReadWithin(folded, folded.Length);
    }

    private static bool IsSlipOf(string printed, string proper)
    {
        var at = proper.IndexOf(ShortForm, StringComparison.Ordinal);
        return at >= 0
            && (IsSlipAt(printed, proper, at, ShortForm.Length)
                || IsSlipAt(printed, string.Concat(proper.AsSpan(0, at), LongForm, proper.AsSpan(at + ShortForm.Length)), at, LongForm.Length));
    }

    private static bool IsSlipAt(string printed, string proper, int at, int length) =>
        NameAgreement.IsOneEditApart(printed, proper) && printed.AsSpan().CommonPrefixLength(proper) is var place && place >= at && place < at + length;

    /// <summary>股份 with one wrong or missing character before 有限公司: 股林有限公司, 股有限公司, 份有限公司.</summary>
    private static string ReadShareForm(string folded)
    {
        for (var length = ShareForm.Length; length >= ShareForm.Length - 1; length--)
        {
            if (folded.Length - length >= ShortestRest && (folded[^length] == '股' || folded[^5] == '份') && !folded.EndsWith(ShareForm, StringComparison.Ordinal)
                && NameAgreement.IsOneEditApart(folded.AsSpan(folded.Length - length), ShareForm))
            {
                return folded[..^length] + ShareForm;
            }
        }

        return folded;
    }

    /// <summary>A branch: the form stands before the branch's own part, at the first 公司 unless that is where the slip is.</summary>
    private static string ReadOfParent(string folded, int company)
    {
        if (company >= 2 && folded.AsSpan(company - 2, 2) is "有限")
        {
            return folded;
        }

        for (var length = LongForm.Length + 1; length >= ShortForm.Length - 1; length--)
        {
            var from = company + Company.Length - length;
            if (from >= ShortestRest && IsSlipOfForm(folded.AsSpan(from, length)))
            {
                return string.Concat(folded.AsSpan(0, from), ShortForm, folded.AsSpan(company + Company.Length));
            }
        }

        return ReadWithin(folded, company);
    }

    /// <summary>公司 itself is what is misspelt: 有限司东湖路店, 有限鑫司东湖路店.</summary>
    private static string ReadWithin(string folded, int end)
    {
        for (var from = ShortestRest; from < end; from++)
        {
            if (folded[from] != '有')
            {
                continue;
            }

            for (var length = LongForm.Length; length >= ShortForm.Length - 1; length--)
            {
                if (from + length < end && IsSlipOfForm(folded.AsSpan(from, length)))
                {
                    return string.Concat(folded.AsSpan(0, from), ShortForm, folded.AsSpan(from + length));
                }
            }
        }

        return folded;
    }

    private static bool IsSlipOfForm(ReadOnlySpan<char> text) =>
        (text.StartsWith("有限") || text.EndsWith(Company)) && (NameAgreement.IsOneEditApart(text, LongForm) || NameAgreement.IsOneEditApart(text, ShortForm));
}
