using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine;

namespace Spillway.App.Streams.Webhooks;

/// <summary>Sends events to webhooks as CloudEvents, signed, again and again with longer pauses, and keeps as dead letters what nobody took.
/// The desk never waits for it.</summary>
public sealed class WebhookSender : BackgroundService
{
    private const int SecretBytes = 32;
    private const int IdBytes = 8;
    private const int MostWebhooks = 50;
    /// <summary>The most events that wait for one webhook; further ones are dropped, and an alarm says so.</summary>
    public const int MostWaiting = 2_000;

    // How many requests are out at once, to all webhooks together.
    private const int MostSending = 16;
    private const int MostDead = 1000;
    private const int MostAtOnce = 20;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    // Nine attempts in about eleven hours.
    private static readonly ImmutableArray<Duration> _pauses =
    [
        Duration.FromSeconds(2), Duration.FromSeconds(10), Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromHours(1),
        Duration.FromHours(3), Duration.FromHours(6),
    ];

    private readonly DeskRoom _room;
    private readonly DeskEvents _events;
    private readonly PeopleJournal _journal;
    private readonly Gate _gate;
    private readonly IDataProtector _protector;
    private readonly WebhookTable _table;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _sending = new(MostSending, MostSending);
    private readonly Dictionary<string, Task> _lanes = new(StringComparer.Ordinal);
    private int _faults;

    /// <summary>Opens what is kept.</summary>
    /// <param name="room">The desk and its surroundings.</param>
    /// <param name="events">What is sent.</param>
    /// <param name="store">Where webhooks are kept.</param>
    /// <param name="journal">Changes are written there, and what is given up.</param>
    /// <param name="gate">Who may do what.</param>
    /// <param name="protection">Closes the secrets at rest.</param>
    public WebhookSender(DeskRoom room, DeskEvents events, DeskStore store, PeopleJournal journal, Gate gate, IDataProtectionProvider protection)
    {
        ArgumentNullException.ThrowIfNull(room);
        (_room, _events, _journal, _gate) = (room, events, journal, gate);
        _protector = protection.CreateProtector("spillway.webhooks");
        _table = new(store);
        _http = TargetGuard.Client(IsLocalAllowed, _patience);
        Dropped = new(room.Wall);
    }

    /// <summary>Which webhooks lose events.</summary>
    public DroppedEvents Dropped { get; }

    /// <summary>Whether loopback and plain http may be named, as the site file says.</summary>
    public bool IsLocalAllowed => _room.View.Site.Installation?.Desk.AllowsLocalTargets ?? false;

    /// <summary>All webhooks.</summary>
    public ImmutableArray<Webhook> All => _table.Webhooks();

    /// <summary>What was given up, newest first, at most a thousand.</summary>
    public ImmutableArray<Delivery> Dead => _table.Dead(MostDead);

    /// <summary>Keeps a webhook.</summary>
    /// <param name="who">Who.</param>
    /// <param name="target">The address.</param>
    /// <param name="types">Which events; empty for all.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The webhook, and its secret, which is never shown again.</returns>
    /// <exception cref="RefusedException">Not allowed, or the address or a type is none.</exception>
    public async Task<(Webhook Webhook, string Secret)> MakeAsync(Actor who, string target, ImmutableArray<string> types, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        var address = Look(who, target, types);
        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
        var webhook = new Webhook(NewId(), address, types, _protector.Protect(secret), who.Name, Now());
        _table.Write(webhook);
        await RecordAsync(PersonKinds.WebhookMade, who, webhook, cancellation).ConfigureAwait(false);
        return (webhook, secret);
    }

    /// <summary>Looks at a webhook before it is kept.</summary>
    /// <param name="who">Who.</param>
    /// <param name="target">The address.</param>
    /// <param name="types">Which events; empty for all.</param>
    /// <returns>The address as it would be sent to.</returns>
    /// <exception cref="RefusedException">Not allowed, or the address or a type is none.</exception>
    public Uri Look(Actor who, string target, ImmutableArray<string> types)
    {
        ArgumentNullException.ThrowIfNull(who);
        _gate.Demand(who, DeskAction.ManageNotifications);
        var address = TargetGuard.Checked(target, IsLocalAllowed);
        if (types.FirstOrDefault(static type => type is not ("decision" or "alarm" or "order" or "second")) is { } bad)
        {
            throw new RefusedException(WebhookErrors.BadWebhook, $"types: '{bad}' is none of decision, alarm, order, second.");
        }

        return All.Length < MostWebhooks ? address : throw new RefusedException(WebhookErrors.BadWebhook, $"{MostWebhooks} webhooks are kept already.");
    }

    /// <summary>Forgets a webhook and what is on its way to it.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">The webhook.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <exception cref="RefusedException">Not allowed, or there is none.</exception>
    public async Task RemoveAsync(Actor who, string id, CancellationToken cancellation)
    {
        _gate.Demand(who, DeskAction.ManageNotifications);
        var webhook = All.FirstOrDefault(one => one.Id == id) ?? throw new RefusedException(WebhookErrors.NoWebhook, $"There is no webhook '{id}'.");
        _table.Remove(id);
        await RecordAsync(PersonKinds.WebhookEnded, who, webhook, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a dead letter once more.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">The delivery.</param>
    /// <exception cref="RefusedException">Not allowed, or there is none.</exception>
    public void SendAgain(Actor who, string id)
    {
        _gate.Demand(who, DeskAction.ManageNotifications);
        var delivery = _table.Find(id) is { NextAt: null } dead ? dead : throw new RefusedException(WebhookErrors.NoDeadLetter, $"There is no dead letter '{id}'.");
        _table.Write(delivery with { Attempts = 0, NextAt = Now() });
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _http.Dispose();
        _sending.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var taking = TakeAsync(stoppingToken);
        try
        {
            using var timer = new PeriodicTimer(_look, _room.Wall);
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await TryAsync(() => BeginLanesAsync(stoppingToken)).ConfigureAwait(false);
                await TryAsync(SayWhatTakesAgain).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The desk ends; what is on its way is kept.
        }

        await Task.WhenAll([taking, .. _lanes.Values]).ConfigureAwait(false);
    }

    private async Task TakeAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var one in _events.ListenAsync(null, cancellation).ConfigureAwait(false))
            {
                await TryAsync(() =>
                {
                    foreach (var webhook in All.Where(webhook => webhook.Types.IsEmpty || webhook.Types.Contains(one.Type)))
                    {
                        Keep(webhook, one);
                    }

                    return Task.CompletedTask;
                }).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The desk ends.
        }
    }

    // Each webhook has a bound of its own: one that nobody answers for takes no event from the others.
    private void Keep(Webhook webhook, DeskEvent one)
    {
        if (_table.Waiting(webhook.Id) < MostWaiting)
        {
            _table.Write(new Delivery(NewId(), webhook.Id, CloudEvent(one), 0, Now(), null));
        }
        else if (Dropped.Add(webhook.Id))
        {
            _room.Say($"Webhook {webhook.Id} ({webhook.Target.Host}) takes nothing: {MostWaiting} events wait for it, and further ones are dropped until it does.");
        }
    }

    private Task SayWhatTakesAgain()
    {
        var all = Dropped.Losing.IsEmpty ? [] : All;
        foreach (var (id, lost) in Dropped.TakeOver(all.Select(static webhook => webhook.Id).ToHashSet(StringComparer.Ordinal)))
        {
            _room.Say($"Webhook {id} ({all.First(webhook => webhook.Id == id).Target.Host}) takes events again; it never gets {lost} of before.");
        }

        return Task.CompletedTask;
    }

    // A turn that the store or the journal refuses is said, once until it goes well again, and the next one goes on.
    private async Task TryAsync(Func<Task> turn)
    {
        try
        {
            await turn().ConfigureAwait(false);
            Interlocked.Exchange(ref _faults, 0);
        }
        catch (Exception fault) when (fault is SqliteException or RefusedException)
        {
            if (Interlocked.Increment(ref _faults) == 1)
            {
                _room.Say($"Webhooks: {fault.Message.ReplaceLineEndings(" ")}. It is tried again every second.");
            }
        }
    }

    // One lane a webhook: where one is not answered, only its own deliveries wait.
    private async Task BeginLanesAsync(CancellationToken cancellation)
    {
        foreach (var (id, lane) in _lanes.Where(static one => one.Value.IsCompleted).ToList())
        {
            _lanes.Remove(id);
            await lane.ConfigureAwait(false);
        }

        foreach (var webhook in All.Where(one => !_lanes.ContainsKey(one.Id)))
        {
            if (_table.Due(webhook.Id, Now(), MostAtOnce) is { IsEmpty: false } due)
            {
                _lanes[webhook.Id] = SendAsync(webhook, due, cancellation);
            }
        }
    }

    private async Task SendAsync(Webhook webhook, ImmutableArray<Delivery> due, CancellationToken cancellation)
    {
        try
        {
            foreach (var delivery in due)
            {
                cancellation.ThrowIfCancellationRequested();
                await _sending.WaitAsync(cancellation).ConfigureAwait(false);
                try
                {
                    await TryAsync(() => SendAsync(webhook, delivery, cancellation)).ConfigureAwait(false);
                }
                finally
                {
                    // A desk that ends has disposed of it, and nobody waits any more.
                    if (!cancellation.IsCancellationRequested)
                    {
                        _sending.Release();
                    }
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The desk ends; what is on its way is kept.
        }
    }

    private async Task SendAsync(Webhook webhook, Delivery delivery, CancellationToken cancellation)
    {
        if (Secret(webhook) is not { } secret)
        {
            // No waiting opens it: its key is not in the folder any more.
            await GiveUpAsync(delivery, "the webhook's secret cannot be opened: the folder console-keys is another; make the webhook anew", cancellation).ConfigureAwait(false);
        }
        else if (await FaultAsync(webhook, delivery, secret, cancellation).ConfigureAwait(false) is not { } fault)
        {
            _table.RemoveDelivery(delivery.Id);
            Dropped.Taken(webhook.Id);
        }
        else if (delivery.Attempts < _pauses.Length)
        {
            _table.Write(delivery with { Attempts = delivery.Attempts + 1, NextAt = Now() + _pauses[delivery.Attempts], Fault = fault });
        }
        else
        {
            await GiveUpAsync(delivery, fault, cancellation).ConfigureAwait(false);
        }
    }

    private async Task GiveUpAsync(Delivery delivery, string fault, CancellationToken cancellation)
    {
        _table.Write(delivery with { Attempts = delivery.Attempts + 1, NextAt = null, Fault = fault });
        _table.TrimDead(MostDead);
        await _journal.RecordAsync(PersonKinds.WebhookGivenUp, Actor.Desk, writer =>
        {
            writer.WriteString("delivery", delivery.Id);
            writer.WriteString("webhook", delivery.Webhook);
        }, cancellation).ConfigureAwait(false);
    }

    private string? Secret(Webhook webhook)
    {
        try
        {
            return _protector.Unprotect(webhook.ClosedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<string?> FaultAsync(Webhook webhook, Delivery delivery, string secret, CancellationToken cancellation)
    {
        var now = Now();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Target) { Content = new StringContent(delivery.Body, Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/cloudevents+json; charset=utf-8");
        request.Headers.Add(WebhookSignature.IdHeader, delivery.Id);
        request.Headers.Add(WebhookSignature.TimeHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, delivery.Id, now, delivery.Body));
        try
        {
            using var answer = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? null : $"HTTP {(int)answer.StatusCode}";
        }
        catch (HttpRequestException failure)
        {
            return failure.Message;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no answer within {_patience.TotalSeconds} s");
        }
    }

    private string CloudEvent(DeskEvent one) => ApiJson.Text(new JsonObject
    {
        ["specversion"] = "1.0",
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"{_room.View.Head().Number}-{one.Number}"),
        ["source"] = "spillway/" + _room.View.Site.Site.Id.Text,
        ["type"] = "spillway." + one.Type,
        ["time"] = ApiJson.Instant(one.At),
        ["datacontenttype"] = "application/json",
        ["data"] = one.Content.DeepClone(),
    });

    private async Task RecordAsync(string kind, Actor who, Webhook webhook, CancellationToken cancellation) => await _journal.RecordAsync(kind, who, writer =>
    {
        writer.WriteString("host", webhook.Target.Host);
        writer.WriteString("webhook", webhook.Id);
    }, cancellation).ConfigureAwait(false);

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    private Instant Now() => Instant.FromDateTimeOffset(_room.Wall.GetUtcNow());
}
