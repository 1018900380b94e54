using System.Runtime.InteropServices;
using Matching.Ml.Training;

namespace Matching.Benchmarks.Ranking;

/// <summary>Rows for a program of another language: float32 row-major, labels, rows of each group.</summary>
internal static class PeerFiles
{
    public static void Write(string folder, string part, RankDataset data)
    {
        using (var file = File.Create(Path.Combine(folder, part + ".f32")))
        {
            var row = new float[data.Table.Factors.Count];
            for (var i = 0; i < data.Rows; i++)
            {
                for (var f = 0; f < row.Length; f++)
                {
                    row[f] = data.Table.Columns[f][i];
                }

                file.Write(MemoryMarshal.AsBytes(row.AsSpan()));
            }
        }

        File.WriteAllBytes(Path.Combine(folder, part + ".label"), MemoryMarshal.AsBytes(data.Labels.AsSpan()).ToArray());
        int[] sizes = [.. data.Groups!.GroupBy(group => group).Select(group => group.Count())];
        File.WriteAllBytes(Path.Combine(folder, part + ".group"), MemoryMarshal.AsBytes(sizes.AsSpan()).ToArray());
    }
}
