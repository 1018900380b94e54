using System.Diagnostics;

namespace Matching.Benchmarks.Import;

/// <summary>Seconds of named steps, by the clock and by the processor, summed over repeated measuring, in the order first measured.</summary>
internal sealed class StepTimes
{
    private readonly OrderedDictionary<string, (double Seconds, double CpuSeconds, long PeakBytes)> steps = [];

    public IEnumerable<(string Step, double Seconds, double CpuSeconds, long PeakBytes)> Steps =>
        steps.Select(step => (step.Key, step.Value.Seconds, step.Value.CpuSeconds, step.Value.PeakBytes));

    public double Seconds => steps.Values.Sum(step => step.Seconds);

    public double CpuSeconds => steps.Values.Sum(step => step.CpuSeconds);

    public async Task<T> MeasureAsync<T>(string step, Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        var result = await work();
        var (seconds, cpuSeconds, _) = steps.GetValueOrDefault(step);
        steps[step] = (
            seconds + Stopwatch.GetElapsedTime(started).TotalSeconds,
            cpuSeconds + (Environment.CpuUsage.TotalTime - processor).TotalSeconds,
            Process.GetCurrentProcess().PeakWorkingSet64);
        return result;
    }

    public Task MeasureAsync(string step, Func<Task> work) => MeasureAsync(step, async () =>
    {
        await work();
        return true;
    });
}
