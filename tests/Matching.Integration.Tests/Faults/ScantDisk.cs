using System.Diagnostics;

namespace Matching.Integration.Tests.Faults;

/// <summary>A file system in memory, too small at first.</summary>
internal sealed class ScantDisk : IDisposable
{
    private readonly string folder;

    private ScantDisk(string folder) => this.folder = folder;

    /// <summary>Whether this account may mount one here.</summary>
    public static bool IsAllowed()
    {
        var place = Directory.CreateTempSubdirectory("matching-mount-");
        try
        {
            var isMounted = Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place.FullName);
            return isMounted && Run("umount", place.FullName);
        }
        finally
        {
            place.Delete();
        }
    }

    public static ScantDisk Mount(string folder, int kilobytes)
    {
        Directory.CreateDirectory(folder);
        Assert.True(Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder), $"mount {folder}");
        return new ScantDisk(folder);
    }

    public void Grow(int kilobytes) => Assert.True(Run("mount", "-o", $"remount,size={kilobytes}k", folder), $"remount {folder}");

    public void Dispose() => Run("umount", folder);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
