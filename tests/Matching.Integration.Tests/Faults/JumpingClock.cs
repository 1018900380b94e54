using System.Globalization;

namespace Matching.Integration.Tests.Faults;

/// <summary>The clock of the product's process jumps to and fro, also past midnight and past every lease, and is right in the end.</summary>
internal sealed class JumpingClock(TimeSpan pause, params int[] minutes) : Disturbance
{
    public override string Told => $"clock off by {string.Join(", ", minutes.Select(jump => jump.ToString("+0;-0;0", CultureInfo.InvariantCulture)))} min";

    public override async Task CarryOutAsync(Product product)
    {
        foreach (var jump in minutes.Append(0))
        {
            await Task.Delay(pause);
            ((EmbeddedProduct)product).SetClock(TimeSpan.FromMinutes(jump));
        }
    }
}
