using Matching.Domain.Linkage.Weighing;

namespace Matching.Domain.Tests.Linkage.Weighing;

public sealed class PairModelTests
{
    private static readonly double[] MatchCores = [.55, .1, .04, .06, .06, .05, .04, .08, .02];
    private static readonly double[] ChanceCores = [.03, .02, .01, .02, .05, .12, .3, .15, .3];
    private static readonly double[] MatchRegions = [.75, .22, 0, .03];
    private static readonly double[] ChanceRegions = [.06, .14, 0, .8];

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.15, 2)]
    [InlineData(0.4, 3)]
    public void Learning_finds_the_shares_pairs_were_drawn_from(double prior, int seed)
    {
        var random = new Random(seed);
        var counts = new PairCounts();
        Draw(random, 3_000, MatchCores, MatchRegions, counts.OneFirm);
        Draw(random, 30_000, ChanceCores, ChanceRegions, counts.TwoFirms);
        Draw(random, (int)(150_000 * prior), MatchCores, [.75 / .97, .22 / .97, 0, 0], counts.Unknown);
        Draw(random, (int)(150_000 * (1 - prior)), ChanceCores, ChanceRegions, counts.Unknown);
        var model = PairModel.Learn(counts);

        Assert.InRange(model.Prior, prior - 0.01, prior + 0.01);
        for (var core = 0; core < PairPattern.Cores; core++)
        {
            Assert.Equal(MatchCores[core], model.Match.Cores.Skip(core * PairPattern.Rarities).Take(PairPattern.Rarities).Sum(), 0.015);
            Assert.Equal(ChanceCores[core], model.Chance.Cores.Skip(core * PairPattern.Rarities).Take(PairPattern.Rarities).Sum(), 0.015);
        }
    }

    [Fact]
    public void Few_rows_teach_little_and_more_is_asked()
    {
        var unknown = PairModel.Learn(new PairCounts());
        Assert.True(unknown.Belief(new(CoreLevel.Same, 0, RegionLevel.SameCity, FormLevel.Same)) is > WeighedRung.AskFrom and < WeighedRung.AutoFrom);
        Assert.True(unknown.Belief(new(CoreLevel.OtherCharacter, 3, RegionLevel.SameCity, FormLevel.Same)) < WeighedRung.AskFrom);
    }

    [Fact]
    public void What_is_missing_speaks_neither_for_nor_against()
    {
        var counts = new PairCounts();
        Draw(new Random(5), 2_000, MatchCores, MatchRegions, counts.OneFirm);
        Draw(new Random(6), 2_000, ChanceCores, ChanceRegions, counts.TwoFirms);
        var model = PairModel.Learn(counts);
        var missing = model.Bits(new(CoreLevel.Same, 0, RegionLevel.Missing, FormLevel.Missing));

        Assert.True(missing < model.Bits(new(CoreLevel.Same, 0, RegionLevel.SameCity, FormLevel.Missing)));
        Assert.True(missing > model.Bits(new(CoreLevel.Same, 0, RegionLevel.Contradicting, FormLevel.Missing)));
        Assert.Equal(Math.Log2(model.Prior / (1 - model.Prior) * model.Match.Cores[0] / model.Chance.Cores[0]), missing, 9);
    }

    [Fact]
    public void Patterns_and_their_numbers_are_one_to_one() =>
        Assert.All(Enumerable.Range(0, PairPattern.Count), index => Assert.Equal(index, PairPattern.At(index).Index));

    private static void Draw(Random random, int pairs, double[] cores, double[] regions, double[] into)
    {
        for (var i = 0; i < pairs; i++)
        {
            into[new PairPattern((CoreLevel)Level(random, cores), random.Next(PairPattern.Rarities), (RegionLevel)Level(random, regions), random.Next(4) == 0 ? FormLevel.Missing : FormLevel.Same).Index]++;
        }
    }

    private static int Level(Random random, double[] shares)
    {
        var at = random.NextDouble() * shares.Sum();
        for (var level = 0; level < shares.Length; level++)
        {
            at -= shares[level];
            if (at < 0)
            {
                return level;
            }
        }

        return 0;
    }
}
