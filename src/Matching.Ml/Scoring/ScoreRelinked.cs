using MassTransit;
using Matching.Domain.Calendar;
using Matching.Storage;
using Matching.Storage.Linkages.Journal;
using Microsoft.EntityFrameworkCore;

namespace Matching.Ml.Scoring;

/// <summary>Scores the firms a judgement or a comparison of names touched. Of many in a row, the first scoring serves those that came meanwhile.</summary>
public sealed class ScoreRelinked(IDbContextFactory<MatchingDbContext> databases, ScoreFirms score, TimeProvider clock) : IConsumer<FirmsRelinked>
{
    public async Task Consume(ConsumeContext<FirmsRelinked> context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        if (await db.Firms.AnyAsync(firm => firm.NeedsScoring, context.CancellationToken))
        {
            await score.RunAsync(BeijingTime.Today(clock), ScoreScope.NeedingScore, null, context.CancellationToken);
        }
    }
}
