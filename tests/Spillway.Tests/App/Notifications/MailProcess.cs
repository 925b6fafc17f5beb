using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Spillway.Tests.App.Notifications;

/// <summary>A real mail server as a process of its own (Debian's python3-aiosmtpd), on a free loopback port, which can be killed and started
/// again; what it takes lies in a Maildir.</summary>
internal sealed class MailProcess : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    // Takes a whole mail and says so to the test, but never to whoever sent it.
    private const string Silent = """
        import asyncio
        from aiosmtpd.handlers import Mailbox

        class Silent(Mailbox):
            async def handle_DATA(self, server, session, envelope):
                print("taken", flush=True)
                await asyncio.sleep(3600)
        """;

    private static readonly TimeSpan _most = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-mail-");
    private Process? _process;

    public int Port { get; private set; }

    /// <summary>Has a server that takes mails without ever saying so, or skips the test where none is installed.</summary>
    public static async Task<MailProcess> StartSilentAsync(CancellationToken cancellation)
    {
        Assert.SkipUnless(await IsThereAsync(cancellation), "No mail server is at hand: 'apt-get install python3-aiosmtpd' brings it.");
        var mail = new MailProcess { Port = FreePort() };
        await File.WriteAllTextAsync(Path.Combine(mail._folder.FullName, "silent.py"), Silent, cancellation);
        await mail.RunAsync("silent.Silent", cancellation);
        return mail;
    }

    /// <summary>Waits until a mail has been handed over whole.</summary>
    public async Task TakenAsync(CancellationToken cancellation)
    {
        if (await _process!.StandardOutput.ReadLineAsync(cancellation) is var said && said != "taken")
        {
            throw new InvalidOperationException($"The mail server said '{said}': {await _process.StandardError.ReadToEndAsync(cancellation)}");
        }
    }

    /// <summary>Kills it where it stands.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }

    /// <summary>Starts one that keeps what it takes, on the same port.</summary>
    public Task StartKeepingAsync(CancellationToken cancellation) => RunAsync("aiosmtpd.handlers.Mailbox", cancellation);

    /// <summary>The mails that were kept, as they came.</summary>
    public IReadOnlyList<string> Kept() =>
        Directory.Exists(Path.Combine(Box, "new")) ? [.. Directory.GetFiles(Path.Combine(Box, "new")).Select(File.ReadAllText)] : [];

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private string Box => Path.Combine(_folder.FullName, "box");

    private static async Task<bool> IsThereAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var asked = Process.Start(new ProcessStartInfo(Python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!;
        await asked.WaitForExitAsync(cancellation);
        return asked.ExitCode == 0;
    }

    private async Task RunAsync(string handler, CancellationToken cancellation)
    {
        _process = Process.Start(new ProcessStartInfo(Python, ["-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{Port}", "-c", handler, Box])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
            Environment = { ["PYTHONPATH"] = _folder.FullName },
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_most);
        using var timer = new PeriodicTimer(_often);
        while (!await ListensAsync(limit.Token))
        {
            Assert.False(_process.HasExited, "the mail server ended at once");
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<bool> ListensAsync(CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
