using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;

namespace Spillway.App.Alarms;

/// <summary>Raises the alarms about second signatures: one that is late, and one that was done without.</summary>
internal sealed class SecondAlarms : IDisposable
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMinutes(1);

    private readonly AlarmDesk _alarms;
    private readonly SecondDesk _seconds;
    private readonly TimeProvider _wall;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private ImmutableHashSet<string> _late = [];

    public SecondAlarms(AlarmDesk alarms, SecondDesk seconds, DeskRoom room)
    {
        (_alarms, _seconds, _wall) = (alarms, seconds, room.Wall);
        seconds.Changed += Changed;
        _timer = room.Wall.CreateTimer(_ => Look(), null, _lookEvery, _lookEvery);
    }

    public void Dispose()
    {
        _seconds.Changed -= Changed;
        _timer.Dispose();
    }

    private void Changed(SecondRequest request)
    {
        if (request.State == SecondState.BrokenGlass)
        {
            _alarms.Raise(DeskAlarm.BreakGlass, Subject(request));
        }
        else if (request.EndedAt is not null)
        {
            Over(Subject(request));
        }
    }

    private void Look()
    {
        var now = Instant.FromDateTimeOffset(_wall.GetUtcNow());
        foreach (var late in _seconds.All().Where(one => one.State == SecondState.Done && one.Until <= now).Select(Subject))
        {
            lock (_gate)
            {
                if (_late.Contains(late))
                {
                    continue;
                }

                _late = _late.Add(late);
            }

            _alarms.Raise(DeskAlarm.SecondMissing, late);
        }
    }

    private void Over(string subject)
    {
        lock (_gate)
        {
            if (!_late.Contains(subject))
            {
                return;
            }

            _late = _late.Remove(subject);
        }

        _alarms.End(DeskAlarm.SecondMissing, subject);
    }

    private static string Subject(SecondRequest request) => $"{request.Id} {ActionRules.Of(request.Action).Id} ({request.By})";
}
