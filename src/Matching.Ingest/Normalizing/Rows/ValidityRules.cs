namespace Matching.Ingest.Normalizing.Rows;

/// <summary>Periods the lists themselves do not print. Recalled from the public rules, to be confirmed by each customer.</summary>
/// <param name="CertificateYears">Validity of a high-tech certificate from its issue (国科发火〔2016〕32号).</param>
/// <param name="CertificateIssueMonth">Month of issue assumed when only the year is known: most batches are issued between October and December.</param>
/// <param name="CertificateIssueDay">Day of that month.</param>
internal sealed record ValidityRules(int CertificateYears, int CertificateIssueMonth, int CertificateIssueDay)
{
    public static ValidityRules Default { get; } = new(CertificateYears: 3, CertificateIssueMonth: 12, CertificateIssueDay: 1);

    public (DateOnly From, DateOnly Until) Certificate(DateOnly? issuedOn, int year)
    {
        var from = issuedOn ?? new DateOnly(year, CertificateIssueMonth, CertificateIssueDay);
        return (from, from.AddYears(CertificateYears));
    }

    /// <summary>A tech-SME number holds for the calendar year of its evaluation (国科火字〔2019〕87号).</summary>
    public static (DateOnly From, DateOnly Until) SmeNumber(int year) => (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
}
