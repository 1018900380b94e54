using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Matching.Domain.Linkage.Weighing;

/// <summary>How often each pattern was seen, by <see cref="PairPattern.Index"/>: between rows of one code, between rows known to be two firms, and where nothing is known.</summary>
internal sealed class PairCounts
{
    public double[] OneFirm { get; } = new double[PairPattern.Count];

    public double[] TwoFirms { get; } = new double[PairPattern.Count];

    public double[] Unknown { get; } = new double[PairPattern.Count];

    /// <summary>SHA-256 over all counts, hex: equal for the same rows, whatever their order.</summary>
    public string Digest()
    {
        var text = new StringBuilder();
        foreach (var counts in (double[][])[OneFirm, TwoFirms, Unknown])
        {
            text.AppendJoin(' ', counts.Select(count => count.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
