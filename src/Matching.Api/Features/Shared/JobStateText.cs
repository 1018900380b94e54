using Matching.Storage.Jobs;

namespace Matching.Api.Features.Shared;

/// <summary>States of long work in the words users read.</summary>
public static class JobStateText
{
    public static string Of(JobState state) => state switch
    {
        JobState.Waiting => "等待",
        JobState.Running => "进行中",
        JobState.Done => "完成",
        JobState.Failed => "失败",
        JobState.Cancelled => "已取消",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state of a job"),
    };

    public static string TagOf(JobState state) => state switch
    {
        JobState.Done => "tag in-force",
        JobState.Failed => "tag bad",
        JobState.Cancelled => "tag lapsed",
        _ => "tag warn",
    };
}
