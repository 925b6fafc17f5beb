using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>Sends by e-mail.</summary>
/// <param name="settings">The mail server as it is set up now.</param>
internal sealed class MailChannel(Func<SmtpSettings?> settings) : INotificationChannel
{
    private const int MilliSecondsAStep = 15_000;

    /// <inheritdoc/>
    public ChannelKind Kind => ChannelKind.Email;

    /// <inheritdoc/>
    public async Task<string> SendAsync(NotificationRule rule, NotificationMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(message);
        var server = settings() ?? throw new RefusedException(NotificationErrors.BadMail, $"There is no {SmtpSettings.FileName} in the data folder.");
        using var mail = new MimeMessage { Subject = message.Title, Body = new TextPart("plain") { Text = message.Text } };
        mail.From.Add(MailboxAddress.Parse(server.From));
        mail.To.AddRange(rule.Targets.Select(MailboxAddress.Parse));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient { Timeout = MilliSecondsAStep };
        try
        {
            await client.ConnectAsync(server.Host, server.Port, Security(server.Security), cancellation).ConfigureAwait(false);
            if (server is { User: { } user, Password: { } password })
            {
                await client.AuthenticateAsync(user, password, cancellation).ConfigureAwait(false);
            }

            var said = await client.SendAsync(mail, cancellation).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, cancellation).ConfigureAwait(false);
            return said;
        }
        catch (Exception fault) when (fault is IOException or SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or TimeoutException)
        {
            throw new RefusedException(NotificationErrors.Undelivered, $"{server}: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    private static SecureSocketOptions Security(string word) => word switch
    {
        "none" => SecureSocketOptions.None,
        "tls" => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}
