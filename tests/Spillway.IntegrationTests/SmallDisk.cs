using System.Diagnostics;
using System.Globalization;

namespace Spillway.IntegrationTests;

/// <summary>A file system in memory, mounted over a folder for those inside alone, which can be filled to the last byte.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly string[][] _ways = [["--mount"], ["--user", "--map-root-user", "--mount"]];

    private readonly Process _holder;
    private readonly string[] _into;
    private readonly string _folder;

    private SmallDisk(Process holder, string[] into, string folder)
    {
        _holder = holder;
        _into = into;
        _folder = folder;
    }

    private string Filler => $"/proc/{_holder.Id.ToString(CultureInfo.InvariantCulture)}/root{_folder}/filler";

    /// <summary>Mounts one; null where the system permits none.</summary>
    public static SmallDisk? TryMount(string folder, int kibibytes)
    {
        foreach (var way in _ways)
        {
            var script = string.Create(CultureInfo.InvariantCulture, $"mount -t tmpfs -o size={kibibytes}k,mode=700 none '{folder}' && echo up && exec cat");
            var start = new ProcessStartInfo("unshare", [.. way, "sh", "-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            if (OperatingSystem.IsLinux() && Process.Start(start) is { } holder)
            {
                if (holder.StandardOutput.ReadLine() == "up")
                {
                    var whose = holder.Id.ToString(CultureInfo.InvariantCulture);
                    return new(holder, way.Length == 1 ? ["--target", whose, "--mount"] : ["--target", whose, "--user", "--preserve-credentials", "--mount"], folder);
                }

                holder.WaitForExit();
                holder.Dispose();
            }
        }

        return null;
    }

    /// <summary>How a program is started that sees it.</summary>
    public (string Program, string[] Arguments) Inside(string program, string[] arguments) => ("nsenter", [.. _into, "--", program, .. arguments]);

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var piece = new byte[1024];
        try
        {
            while (true)
            {
                filler.Write(piece);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        _holder.StandardInput.Close();
        _holder.WaitForExit();
        _holder.Dispose();
    }
}
