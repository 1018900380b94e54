using MassTransit;
using Microsoft.Extensions.Logging;

namespace Matching.Storage.Jobs;

/// <summary>Marks the job as failed when a step has failed on every retry, so that nobody waits for it in vain.</summary>
public sealed class JobFaults(ImportJobs jobs, ILogger<JobFaults> logger) :
    IConsumer<Fault<DeliveryReceived>>,
    IConsumer<Fault<DeliveryRead>>,
    IConsumer<Fault<DeliveryLinked>>,
    IConsumer<Fault<FirmsScored>>
{
    public Task Consume(ConsumeContext<Fault<DeliveryReceived>> context) => FailAsync(context, "读取");

    public Task Consume(ConsumeContext<Fault<DeliveryRead>> context) => FailAsync(context, "关联");

    public Task Consume(ConsumeContext<Fault<DeliveryLinked>> context) => FailAsync(context, "评分");

    public Task Consume(ConsumeContext<Fault<FirmsScored>> context) => FailAsync(context, "更新索引");

    private async Task FailAsync<T>(ConsumeContext<Fault<T>> context, string step)
        where T : class, IJobMessage
    {
        var jobId = context.Message.Message.JobId;
        var type = context.Message.Exceptions.FirstOrDefault()?.ExceptionType ?? "";
        JobLog.Failed(logger, jobId, type);
        await jobs.FailAsync(jobId, $"{step}时程序出错，多次重试未成功。请稍后重新提交；若再次失败，请将任务编号 {jobId} 告知管理员。", context.CancellationToken);
    }
}
