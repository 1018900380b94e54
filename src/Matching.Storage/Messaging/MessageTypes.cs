using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Matching.Storage.Messaging;

/// <summary>Full names of message records and back. Only types that are <see cref="IMessage"/> are ever made from a stored name.</summary>
internal static class MessageTypes
{
    private static readonly ConcurrentDictionary<string, Type?> Found = new(StringComparer.Ordinal);

    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    public static string NameOf(Type type) => type.FullName!;

    /// <exception cref="UnknownMessageException">No loaded assembly of ours knows the type.</exception>
    public static IMessage Read(OutboxMessage stored)
    {
        var type = Found.GetOrAdd(stored.Type, Find) ?? throw new UnknownMessageException(stored.Id, stored.Type);
        return (IMessage)(JsonSerializer.Deserialize(stored.Body, type) ?? throw new UnknownMessageException(stored.Id, stored.Type));
    }

    /// <summary>Reads a message by the full name of its record; field names may be in either case.</summary>
    public static bool TryRead(string name, string body, [NotNullWhen(true)] out IMessage? message)
    {
        message = null;
        if (Found.GetOrAdd(name, Find) is not { } type)
        {
            return false;
        }

        try
        {
            message = JsonSerializer.Deserialize(body, type, AnyCase) as IMessage;
        }
        catch (JsonException)
        {
        }

        return message is not null;
    }

    private static Type? Find(string name) =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name!.StartsWith("Matching.", StringComparison.Ordinal))
            .Select(assembly => assembly.GetType(name))
            .FirstOrDefault(type => type is not null && typeof(IMessage).IsAssignableFrom(type));
}
