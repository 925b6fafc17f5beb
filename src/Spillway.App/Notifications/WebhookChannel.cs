using System.Globalization;
using System.Text;
using Spillway.Engine;
using Spillway.App.Streams.Webhooks;

namespace Spillway.App.Notifications;

/// <summary>Sends as an HTTP POST of JSON; whoever wants signed events subscribes to the event stream's webhooks instead.</summary>
internal sealed class WebhookChannel : INotificationChannel, IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http;

    public WebhookChannel(bool isLocalAllowed) => _http = TargetGuard.Client(isLocalAllowed, _patience);

    /// <inheritdoc/>
    public ChannelKind Kind => ChannelKind.Webhook;

    /// <inheritdoc/>
    public async Task<string> SendAsync(NotificationRule rule, NotificationMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(message);
        var target = new Uri(rule.Targets[0]);
        try
        {
            using var body = new StringContent(message.Content.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(target, body, cancellation).ConfigureAwait(false);
            var said = string.Create(CultureInfo.InvariantCulture, $"{target.Host}: HTTP {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode ? said : throw new RefusedException(NotificationErrors.Undelivered, said);
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new RefusedException(NotificationErrors.Undelivered, $"{target.Host}: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    public void Dispose() => _http.Dispose();
}
