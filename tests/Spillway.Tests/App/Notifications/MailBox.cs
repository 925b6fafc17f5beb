using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Spillway.Tests.App.Notifications;

/// <summary>A real mail server on loopback, in this process.</summary>
internal sealed class MailBox : IAsyncDisposable
{
    private readonly Channel<MimeMessage> _mails = Channel.CreateUnbounded<MimeMessage>();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    private MailBox(int port)
    {
        Port = port;
        var options = new SmtpServerOptionsBuilder().ServerName("box").Endpoint(builder => builder.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).AllowUnsecureAuthentication(false)).Build();
        var services = new ServiceProvider();
        services.Add(new Store(this));
        var server = new SmtpServer.SmtpServer(options, services);
        _work = server.StartAsync(_end.Token);
    }

    public int Port { get; }

    /// <summary>How many mails it puts off from now on before it takes one.</summary>
    public int PutsOff { get; set; }

    public static MailBox Open()
    {
        // The server takes no port 0: one that was free a moment ago.
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)probe.LocalEndPoint!).Port;
        probe.Close();
        return new(port);
    }

    public ValueTask<MimeMessage> NextAsync(CancellationToken cancellation) => _mails.Reader.ReadAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private sealed class Store(MailBox box) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (box.PutsOff > 0)
            {
                box.PutsOff--;
                return new(SmtpReplyCode.Aborted, "try again later");
            }

            using var stream = new MemoryStream(buffer.ToArray());
            await box._mails.Writer.WriteAsync(await MimeMessage.LoadAsync(stream, cancellationToken), cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
