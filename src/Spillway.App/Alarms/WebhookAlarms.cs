using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Spillway.App.Api;
using Spillway.App.Streams.Webhooks;

namespace Spillway.App.Alarms;

/// <summary>Raises one alarm for each webhook that loses events, and ends it when it takes them again or is removed.</summary>
/// <remarks>Alarms of the program are no events of the stream, and what stands is raised no second time: an alarm about a webhook makes
/// nothing wait for it. One that stood when the desk ended stands on until the webhook has taken an event.</remarks>
internal sealed class WebhookAlarms : IDisposable
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);
    private static readonly string _code = AlarmTable.Of(DeskAlarm.EventsDropped).Code;

    private readonly AlarmDesk _alarms;
    private readonly WebhookSender _sender;
    private readonly ITimer _timer;

    public WebhookAlarms(AlarmDesk alarms, WebhookSender sender, DeskRoom room)
    {
        (_alarms, _sender) = (alarms, sender);
        var standing = Standing();
        foreach (var webhook in sender.All.Where(webhook => standing.Contains(Subject(webhook))))
        {
            sender.Dropped.TakeUp(webhook.Id);
        }

        _timer = room.Wall.CreateTimer(_ => Look(), null, _lookEvery, _lookEvery);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        // The common case asks no file.
        var (losing, standing) = (_sender.Dropped.Losing, Standing());
        if (losing.IsEmpty && standing.Count == 0)
        {
            return;
        }

        if (Kept() is not { } kept)
        {
            return;
        }

        var wanted = kept.Where(webhook => losing.Contains(webhook.Id)).Select(Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var subject in wanted.Except(standing))
        {
            _alarms.Raise(DeskAlarm.EventsDropped, subject);
        }

        foreach (var subject in standing.Except(wanted))
        {
            _alarms.End(DeskAlarm.EventsDropped, subject);
        }
    }

    // A file that cannot be read just now is an alarm of the list of alarms, which lies in it too; the next look is in a second.
    private ImmutableArray<Webhook>? Kept()
    {
        try
        {
            return _sender.All;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private HashSet<string> Standing() =>
        _alarms.Newest.Entries.Values.Where(static one => one.IsStanding && one.Code == _code).Select(static one => one.Subject).ToHashSet(StringComparer.Ordinal);

    // The page of set-up names it by its address, the API by its id.
    private static string Subject(Webhook webhook) => $"{webhook.Id} ({webhook.Target.Host})";
}
