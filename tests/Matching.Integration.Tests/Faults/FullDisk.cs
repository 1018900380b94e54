namespace Matching.Integration.Tests.Faults;

/// <summary>The disk of the delivery store is full while lists are handed over; every refused list is handed over again once there is a little more room.</summary>
internal sealed class FullDisk : Disturbance
{
    private int refused;

    public override string Told => $"disk full, {refused} lists refused and handed over again";

    public override Task CarryOutAsync(Product product)
    {
        refused = ((ScantDiskProduct)product).Refused;
        Assert.True(refused > 0, "the disk was never full");
        return Task.CompletedTask;
    }
}
