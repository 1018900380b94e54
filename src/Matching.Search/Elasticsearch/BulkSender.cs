using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Matching.Search.Elasticsearch;

/// <summary>Sends a batch until every item of it is in the index or lost to a newer version. A busy or absent cluster is waited for; repeating is harmless, versions decide.</summary>
internal sealed class BulkSender(ElasticsearchGateway gateway, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <exception cref="SearchIndexUnavailableException">The cluster stayed busy or away beyond the patience, or refused a document.</exception>
    public async Task SendAsync(string index, BulkBatch batch, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            SearchIndexUnavailableException why;
            try
            {
                var answer = await PostAsync(index, batch, cancellationToken);
                if (answer.IsSuccess)
                {
                    var left = Left(batch, answer.Body);
                    if (left.Count == 0)
                    {
                        return;
                    }

                    batch = batch.Only(left);
                    why = new SearchIndexUnavailableException($"Elasticsearch is too busy for {left.Count} documents.", ElasticsearchGateway.RetryAfter);
                }
                else
                {
                    why = ElasticsearchGateway.Refused(answer);
                    if (!answer.IsBusy)
                    {
                        throw why;
                    }
                }
            }
            catch (SearchIndexUnavailableException away) when (away.InnerException is not null)
            {
                // The connection failed, before or after the cluster took the documents.
                why = away;
            }

            if (clock.GetElapsedTime(started) + pause > gateway.Options.BulkPatience)
            {
                throw why;
            }

            ElasticsearchLog.Waiting(logger, batch.Count, pause.TotalMilliseconds, why.Message);
            await Task.Delay(pause, clock, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<ElasticsearchAnswer> PostAsync(string index, BulkBatch batch, CancellationToken cancellationToken)
    {
        using var content = batch.Content();
        return await gateway.AskAsync(
            HttpMethod.Post,
            $"{index}/_bulk?filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason",
            content, gateway.Options.WriteTimeout, cancellationToken);
    }

    /// <summary>Items to send again.</summary>
    private static List<int> Left(BulkBatch batch, JsonElement answer)
    {
        var left = new List<int>();
        if (!answer.GetProperty("errors").GetBoolean())
        {
            return left;
        }

        var item = 0;
        foreach (var result in answer.GetProperty("items").EnumerateArray())
        {
            var outcome = result.EnumerateObject().First().Value;
            var status = outcome.GetProperty("status").GetInt32();
            if (ElasticsearchAnswer.IsBusyStatus(status))
            {
                left.Add(item);
            }
            else if (outcome.TryGetProperty("error", out var error) && status != 409)
            {
                // 409 = a newer version is there; the rest is a fault of mapping or index that waiting does not cure.
                throw new SearchIndexUnavailableException(
                    $"Elasticsearch refused firm {batch.FirmOf(item)} ({status}, {ElasticsearchAnswer.ReasonOf(error)}); fill the index afresh.",
                    ElasticsearchGateway.RetryAfter);
            }

            item++;
        }

        return left;
    }
}
