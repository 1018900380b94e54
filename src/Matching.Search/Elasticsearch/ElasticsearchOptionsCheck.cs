using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Matching.Search.Elasticsearch;

/// <summary>Refuses settings the index could not run with; each message names the setting. Only looks when Elasticsearch is chosen.</summary>
internal sealed partial class ElasticsearchOptionsCheck : IValidateOptions<SearchOptions>
{
    public ValidateOptionsResult Validate(string? name, SearchOptions options)
    {
        if (options.Index != SearchIndexKind.Elasticsearch)
        {
            return ValidateOptionsResult.Skip;
        }

        var faults = Faults(options.Elasticsearch).Select(fault => $"{ElasticsearchOptions.Section}:{fault}").ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ElasticsearchOptions options)
    {
        if (options.Url is not { IsAbsoluteUri: true, Scheme: "http" or "https" } url)
        {
            yield return "Url is missing or not an http(s) address; write for example https://search.example:9200.";
        }
        else if (url.UserInfo.Length > 0)
        {
            yield return "Url carries a user; use User and Password, which do not reach logs.";
        }

        if (string.IsNullOrEmpty(options.User) != string.IsNullOrEmpty(options.Password))
        {
            yield return "User and Password belong together; one of them is empty.";
        }

        if (!string.IsNullOrEmpty(options.ApiKey) && !string.IsNullOrEmpty(options.User))
        {
            yield return "ApiKey and User are both set; one of them signs in.";
        }

        if (!AliasPattern().IsMatch(options.Alias))
        {
            yield return $"Alias \"{options.Alias}\" must be 1 to 60 small letters, digits and hyphens, beginning with a letter.";
        }

        if (!string.IsNullOrEmpty(options.CertificateAuthorityFile) && WhyUnreadable(options.CertificateAuthorityFile) is { } reason)
        {
            yield return $"CertificateAuthorityFile {reason}";
        }

        foreach (var (setting, value, fewest, most) in new[]
        {
            ("Shards", options.Shards, 1, 64),
            ("Replicas", options.Replicas, 0, 8),
            ("BulkBytes", options.BulkBytes, 1024, 50 * 1024 * 1024),
        })
        {
            if (value < fewest || value > most)
            {
                yield return $"{setting} is {value}; it runs from {fewest} to {most}.";
            }
        }

        foreach (var (setting, value) in new[]
        {
            ("SearchTimeout", options.SearchTimeout), ("WriteTimeout", options.WriteTimeout), ("BulkPatience", options.BulkPatience),
        })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
            {
                yield return $"{setting} is {value}; it must be above zero and at most an hour.";
            }
        }
    }

    private static string? WhyUnreadable(string path)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            return authorities.Count == 0 ? $"\"{path}\" holds no PEM certificate." : null;
        }
        catch (IOException exception)
        {
            return Unreadable(exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            return Unreadable(exception);
        }
        catch (CryptographicException exception)
        {
            return Unreadable(exception);
        }

        string Unreadable(Exception cause) => $"\"{path}\" cannot be read: {cause.Message}";
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,59}$", RegexOptions.CultureInvariant)]
    private static partial Regex AliasPattern();
}
