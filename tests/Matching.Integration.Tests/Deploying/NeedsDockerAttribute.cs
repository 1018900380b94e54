using System.Diagnostics;

namespace Matching.Integration.Tests.Deploying;

/// <summary>A test that asks Docker's own compose program; skipped where there is none.</summary>
internal sealed class NeedsDockerAttribute : FactAttribute
{
    public NeedsDockerAttribute() => Skip = WhyNot();

    private static string? WhyNot()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("docker", ["compose", "version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "docker compose is not installed";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "docker is not installed";
        }
    }
}
