using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Spillway.IntegrationTests.Relays;

/// <summary>A real broker, started by the test on a free loopback port and ended with it.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private static readonly string[] _places = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"];
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-mosquitto-");
    private readonly string _further;
    private Process? _process;

    private Mosquitto(string further) => _further = further;

    public int Port { get; private set; }

    /// <summary>Starts it, or skips the test where the program is not there.</summary>
    public static Task<Mosquitto> StartAsync() => StartAsync("");

    /// <summary>Starts it with further settings of its listener, or skips the test where the program is not there.</summary>
    public static async Task<Mosquitto> StartAsync(string further)
    {
        var program = _places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "mosquitto is not installed here; 'apt-get install mosquitto' brings it.");
        var broker = new Mosquitto(further) { Port = FreePort() };
        await broker.RunAsync(program!);
        return broker;
    }

    /// <summary>Ends the program and starts it anew on the same port.</summary>
    public async Task RestartAsync()
    {
        var program = _process!.StartInfo.FileName;
        await EndAsync();
        await RunAsync(program);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync(string program)
    {
        var settings = Path.Combine(_folder.FullName, "mosquitto.conf");

        // Started by root it would become a user of its own, who may not read what the test wrote.
        await File.WriteAllTextAsync(settings, $"user {Environment.UserName}\nallow_anonymous true\nlistener {Port} 127.0.0.1\n{_further}persistence false\nlog_dest none\n");
        _process = Process.Start(new ProcessStartInfo(program, ["-c", settings]) { UseShellExecute = false })!;
        var begun = Stopwatch.GetTimestamp();
        while (!await ListensAsync())
        {
            Assert.False(_process.HasExited, "mosquitto ended at once");
            Assert.True(Stopwatch.GetElapsedTime(begun) < _most, $"mosquitto does not listen within {_most.TotalSeconds} s");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> ListensAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task EndAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
