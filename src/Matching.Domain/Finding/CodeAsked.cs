using Matching.Domain.Codes;

namespace Matching.Domain.Finding;

/// <summary>The code of a question: read, looked up, and where it has a typing error, what it may have been.</summary>
internal sealed class CodeAsked
{
    private const int None = -1;
    private readonly Uscc? code;
    private readonly OrganizationCode? organization;

    private CodeAsked(Uscc? code, OrganizationCode? organization, int firm, bool isCorrected)
    {
        this.code = code;
        this.organization = organization;
        Firm = firm;
        IsCorrected = isCorrected;
    }

    /// <summary>The firm of the code, or of its only correction that is a firm's; −1 when there is none.</summary>
    public int Firm { get; }

    /// <summary>The code as asked fails its check. A correction is a hint, never taken for the code.</summary>
    public bool IsCorrected { get; }

    public bool IsOrganization => code is null && organization is not null;

    public static CodeAsked Of(string? text, HeldFirms held)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(null, null, None, false);
        }

        if (Uscc.TryParse(text, out var code))
        {
            return new(code, null, held.FindCode(code), false);
        }

        if (OrganizationCode.TryParse(text, out var organization))
        {
            return new(null, organization, held.FindOrganization(organization), false);
        }

        var corrected = Uscc.Check(text).Suggestions.Select(held.FindCode).Where(firm => firm != None).Distinct().ToList();
        return corrected is [var only] ? new(null, null, only, true) : new(null, null, None, false);
    }

    public CodeNearness NearnessTo(int firm, HeldFirms held)
    {
        if (IsCorrected && firm == Firm)
        {
            return CodeNearness.SameCorrected;
        }

        if (code is null && organization is null)
        {
            return CodeNearness.NotStated;
        }

        return held.CodeOf(firm) is not { } own ? CodeNearness.CandidateHasNone
            : code is { } asked ? (own == asked ? CodeNearness.Same : CodeNearness.Differs)
            : own.OrganizationCode is not { } part ? CodeNearness.CandidateHasNone
            : part == organization ? CodeNearness.Same : CodeNearness.Differs;
    }
}
