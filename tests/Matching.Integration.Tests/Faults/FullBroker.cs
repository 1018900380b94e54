namespace Matching.Integration.Tests.Faults;

/// <summary>The broker takes nothing from anybody for a while: its memory alarm is on.</summary>
internal sealed class FullBroker(TimeSpan pause, TimeSpan length) : Disturbance
{
    public override string Told => FormattableString.Invariant($"broker full from {pause.TotalSeconds:0.#} s for {length.TotalSeconds:0.#} s");

    public override async Task CarryOutAsync(Product product)
    {
        var topology = ((ScaledOutProduct)product).Topology;
        await Task.Delay(pause);
        await topology.ControlBrokerAsync("set_vm_memory_high_watermark", "0");
        await Task.Delay(length);
        await topology.ControlBrokerAsync("set_vm_memory_high_watermark", "0.4");
    }
}
