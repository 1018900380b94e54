using System.Diagnostics;
using System.Globalization;

namespace Matching.Storage.Jobs;

/// <summary>Names a process: machine, process id and its start, so that a later process with the same id is told apart.</summary>
internal static class WorkerName
{
    public static string Current { get; } = Of(Process.GetCurrentProcess());

    /// <summary>True when the worker ran on this machine and is surely gone; of other machines nothing is known.</summary>
    public static bool IsGone(string worker)
    {
        var parts = worker.Split('/');
        if (parts.Length != 3 || parts[0] != Environment.MachineName ||
            !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return Of(process) != worker;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static string Of(Process process) => string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}/{process.Id}/{process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond}");
}
