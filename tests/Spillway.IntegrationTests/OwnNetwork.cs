using System.Diagnostics;
using System.Globalization;

namespace Spillway.IntegrationTests;

/// <summary>A loopback of its own for programs that listen on the ports of machines: nobody else's ports are in the way there.
/// Where the system does not permit one, its programs run on the loopback of everybody.</summary>
internal sealed class OwnNetwork : IDisposable
{
    // As the superuser, and as anybody where the system lets anybody have a user namespace.
    private static readonly string[][] _ways = [["--net"], ["--user", "--map-root-user", "--net"]];

    private readonly Process? _holder;
    private readonly string[] _into = [];

    public OwnNetwork()
    {
        foreach (var way in _ways)
        {
            if (OperatingSystem.IsLinux() && Hold(way) is { } holder)
            {
                _holder = holder;
                var whose = holder.Id.ToString(CultureInfo.InvariantCulture);
                _into = way.Length == 1 ? ["--target", whose, "--net"] : ["--target", whose, "--user", "--preserve-credentials", "--net"];
                return;
            }
        }
    }

    /// <summary>Whether the system permitted one.</summary>
    public bool IsOwn => _holder is not null;

    /// <summary>How a program is started in it.</summary>
    public (string Program, string[] Arguments) Inside(string program, params string[] arguments) =>
        _holder is null ? (program, arguments) : ("nsenter", [.. _into, "--", program, .. arguments]);

    public void Dispose()
    {
        if (_holder is null)
        {
            return;
        }

        // It lasts as long as its input is open.
        _holder.StandardInput.Close();
        _holder.WaitForExit();
        _holder.Dispose();
    }

    private static Process? Hold(string[] way)
    {
        var start = new ProcessStartInfo("unshare", [.. way, "sh", "-c", "ip link set lo up && echo up && exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var holder = Process.Start(start)!;
            if (holder.StandardOutput.ReadLine() == "up")
            {
                return holder;
            }

            holder.WaitForExit();
            holder.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program here.
        }

        return null;
    }
}
