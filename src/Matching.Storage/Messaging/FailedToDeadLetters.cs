using MassTransit;

namespace Matching.Storage.Messaging;

/// <summary>Last stop of a message that failed on every try.</summary>
internal sealed class FailedToDeadLetters(DeadLetters letters) : IFilter<ExceptionReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        await letters.KeepAsync(context, context.Exception, context.CancellationToken);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("dead-letters");
}

/// <summary>Last stop of a message no consumer of its queue could take.</summary>
internal sealed class UnreadToDeadLetters(DeadLetters letters) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        await letters.KeepAsync(context, null, context.CancellationToken);
        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("dead-letters");
}
