using Matching.Storage;
using Matching.Storage.Jobs;
using Matching.Storage.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Matching.Integration.Tests.Faults;

/// <summary>Every message of every job comes again and again, in no order, so that two loaders are asked for the same delivery at the same moment.</summary>
internal sealed class RepeatedMessages(int seed, int times, TimeSpan pause) : Disturbance
{
    private readonly Random random = new(seed);
    private int sent;

    public override string Told => $"{sent} messages doubled, in random order";

    public override async Task CarryOutAsync(Product product)
    {
        for (var time = 0; time < times; time++)
        {
            await Task.Delay(pause);
            await using var db = await product.Get<IDbContextFactory<MatchingDbContext>>().CreateDbContextAsync();
            var jobs = await db.Jobs.AsNoTracking().Select(job => new { job.Id, job.DeliveryId }).ToListAsync();
            var messages = jobs
                .SelectMany(job => new IJobMessage[]
                {
                    new DeliveryReceived(job.Id, job.DeliveryId), new DeliveryRead(job.Id, job.DeliveryId),
                    new DeliveryLinked(job.Id, job.DeliveryId), new FirmsScored(job.Id, job.DeliveryId),
                })
                .ToArray();
            random.Shuffle(messages);
            foreach (var message in messages)
            {
                product.Get<Outbox>().Add(db, message);
            }

            await db.SaveChangesAsync();
            sent += messages.Length;
        }
    }
}
