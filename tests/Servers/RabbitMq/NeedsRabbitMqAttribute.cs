namespace Matching.Tests.Servers;

public sealed class NeedsRabbitMqAttribute : NeedsAttribute
{
    public override string? WhyNot => RabbitMqServer.WhyNot;
}
