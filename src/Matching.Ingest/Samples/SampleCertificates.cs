using System.Globalization;

namespace Matching.Ingest.Samples;

/// <summary>A high-tech certificate: three years from its day.</summary>
internal sealed record SampleCertificate(SampleFirm Firm, string Number, DateOnly IssuedOn, bool IsLost);

/// <summary>A firm that was proposed and then left out of the final list.</summary>
internal sealed record SampleDroppedCandidate(SampleFirm Firm, int Year);

/// <summary>Who holds a certificate when: first recognition, renewal after three years, now and then a loss.</summary>
internal sealed class SampleCertificates
{
    private SampleCertificates(List<SampleCertificate> all, List<SampleDroppedCandidate> dropped)
    {
        All = all;
        Dropped = dropped;
        ByFirm = all.ToLookup(certificate => certificate.Firm.Number);
    }

    public IReadOnlyList<SampleCertificate> All { get; }

    public IReadOnlyList<SampleDroppedCandidate> Dropped { get; }

    public ILookup<int, SampleCertificate> ByFirm { get; }

    public static SampleCertificates Make(IReadOnlyList<SampleFirm> firms, int seed)
    {
        var random = SampleRandom.For(seed, "certificates");
        var serials = new Dictionary<(int Year, int Province), int>();
        var all = new List<SampleCertificate>();
        var dropped = new List<SampleDroppedCandidate>();
        foreach (var firm in firms.Where(firm => !firm.IsBranch && random.Chance(firm.Likely(0.32))))
        {
            var year = Math.Max(SampleYears.First - 1 + random.Next(6), firm.RegisteredOn.Year + 1);
            for (; year <= SampleYears.Last; year += 3)
            {
                if (random.Chance(0.03))
                {
                    dropped.Add(new SampleDroppedCandidate(firm, year));
                    continue;
                }

                var province = firm.City.ProvinceCode / 10000;
                var key = (year, province);
                var serial = serials[key] = serials.GetValueOrDefault(key) + 1;
                var number = string.Create(CultureInfo.InvariantCulture, $"GR{year}{province}{serial:D6}");
                all.Add(new SampleCertificate(firm, number, new DateOnly(year, 12, 1).AddDays(random.Next(3) * 7), random.Chance(0.015)));
                if (!random.Chance(0.8))
                {
                    break;
                }
            }
        }

        return new SampleCertificates(all, dropped);
    }
}
