using System.ComponentModel.DataAnnotations;

namespace Matching.Storage.Messaging;

/// <summary>Settings under <c>Matching:Messaging:RabbitMq</c>. The password comes from the environment, never from a file of the project.</summary>
public sealed class RabbitMqOptions
{
    [Required]
    public string Host { get; set; } = "localhost";

    [Range(1, 65535)]
    public ushort Port { get; set; } = 5672;

    [Required]
    public string VirtualHost { get; set; } = "/";

    [Required]
    public string User { get; set; } = "guest";

    [Required]
    public string Password { get; set; } = "guest";

    /// <summary>True to speak TLS; the broker's certificate must be valid for <see cref="Host"/>.</summary>
    public bool UseTls { get; set; }
}
