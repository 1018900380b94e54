namespace Matching.Tests.Servers;

/// <summary>Tests of this class need a RabbitMQ; they are skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsRabbitMqAttribute : Attribute;
