namespace Matching.Ml.Tests.Training;

public sealed class SyntheticSetTests
{
    [Fact]
    public void The_synthetic_set_has_the_checksums_of_its_definition()
    {
        Assert.Equal([80, 120, 59, 141, 64, 136], Enumerable.Range(0, 6).Select(SyntheticSet.RowsOf));
        var sums = new (long Rows, long Labels, long Missing, double Cells)[SyntheticSet.TrainQueries + SyntheticSet.TestQueries];
        Parallel.For(0, sums.Length, q =>
        {
            Span<float> row = stackalloc float[SyntheticSet.Factors];
            var sum = (Rows: 0L, Labels: 0L, Missing: 0L, Cells: 0.0);
            for (var p = 0; p < SyntheticSet.RowsOf(q); p++)
            {
                sum.Labels += SyntheticSet.Row(q, p, row);
                sum.Rows++;
                foreach (var cell in row)
                {
                    sum.Missing += float.IsNaN(cell) ? 1 : 0;
                    sum.Cells += float.IsNaN(cell) ? 0 : cell;
                }
            }

            sums[q] = sum;
        });

        var train = sums.Take(SyntheticSet.TrainQueries).ToList();
        Assert.Equal(1_000_000, train.Sum(sum => sum.Rows));
        Assert.Equal(574_989, train.Sum(sum => sum.Labels));
        Assert.Equal(1_499_050, train.Sum(sum => sum.Missing));
        Assert.Equal(80_148_569.446, train.Sum(sum => sum.Cells), 0.001);
        Assert.Equal(57_526, sums.Skip(SyntheticSet.TrainQueries).Sum(sum => sum.Labels));
    }

    [Fact]
    public void Its_first_row_has_the_values_of_its_definition()
    {
        var row = new float[SyntheticSet.Factors];
        SyntheticSet.Row(0, 0, row);
        Assert.Equal([-1.2894359f, 0.32644248f, 4.5628567f], [row[0], row[1], row[20]]);
    }
}
