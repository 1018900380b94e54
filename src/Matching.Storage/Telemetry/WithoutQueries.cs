using System.Diagnostics;
using OpenTelemetry;

namespace Matching.Storage.Telemetry;

/// <summary>Takes out of a trace what could hold words a person typed, or who they are.</summary>
internal sealed class WithoutQueries : BaseProcessor<Activity>
{
    private static readonly string[] Personal = ["url.query", "url.full", "client.address", "network.peer.address", "user_agent.original", "enduser.id"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Personal)
        {
            if (data.GetTagItem(tag) is not null)
            {
                data.SetTag(tag, null);
            }
        }
    }
}
