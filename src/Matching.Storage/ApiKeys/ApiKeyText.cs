using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Matching.Storage.ApiKeys;

/// <summary>The text of a key: <c>mk_</c>, eight characters that name it, <c>_</c>, 43 characters of secret. All of it may stand in an address.</summary>
public static class ApiKeyText
{
    private const string Start = "mk_";
    private const int PrefixLength = 8;
    private const int SecretBytes = 32;
    private const string PrefixCharacters = "abcdefghjkmnpqrstuvwxyz23456789";
    private static readonly int Length = Start.Length + PrefixLength + 1 + Base64Url.GetEncodedLength(SecretBytes);

    /// <returns>A new key; shown once and never again.</returns>
    public static string Make() =>
        $"{Start}{RandomNumberGenerator.GetString(PrefixCharacters, PrefixLength)}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <returns>Null when the text cannot be a key.</returns>
    public static string? PrefixOf(string? key) =>
        key is not null && key.Length == Length && key.StartsWith(Start, StringComparison.Ordinal) && key[Start.Length + PrefixLength] == '_'
            ? key.Substring(Start.Length, PrefixLength)
            : null;

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
