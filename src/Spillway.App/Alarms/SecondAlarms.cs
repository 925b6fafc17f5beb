using NodaTime;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Api;

namespace Spillway.App.Alarms;

/// <summary>Raises the alarms about second signatures: one that is wanted, one that is late, and one that was done without.</summary>
/// <remarks>What stands is held against what is owed every minute and at the start, so that a restart leaves none that nothing can end.</remarks>
internal sealed class SecondAlarms : IDisposable
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMinutes(1);
    private static readonly DeskAlarm[] _codes = [DeskAlarm.SignatureWanted, DeskAlarm.SecondMissing];

    private readonly AlarmDesk _alarms;
    private readonly SecondDesk _seconds;
    private readonly TimeProvider _wall;
    private readonly ITimer _timer;

    public SecondAlarms(AlarmDesk alarms, SecondDesk seconds, DeskRoom room)
    {
        (_alarms, _seconds, _wall) = (alarms, seconds, room.Wall);
        seconds.Changed += Changed;
        _timer = room.Wall.CreateTimer(_ => Look(), null, TimeSpan.Zero, _lookEvery);
    }

    public void Dispose()
    {
        _seconds.Changed -= Changed;
        _timer.Dispose();
    }

    private void Changed(SecondRequest request)
    {
        if (request.State == SecondState.Done)
        {
            _alarms.Raise(DeskAlarm.SignatureWanted, Subject(request));
        }
        else if (request.State == SecondState.BrokenGlass)
        {
            _alarms.Raise(DeskAlarm.BreakGlass, Subject(request));
        }
        else if (request.EndedAt is not null)
        {
            foreach (var code in _codes)
            {
                _alarms.End(code, Subject(request));
            }
        }
    }

    // The list first: what stands there was asked for before, so that what is owed no longer is over.
    private void Look()
    {
        var now = Instant.FromDateTimeOffset(_wall.GetUtcNow());
        var standing = _alarms.Newest.Entries.Values.Where(static one => one.IsStanding).Select(static one => (one.Code, one.Subject)).ToHashSet();
        var owed = _seconds.All().Where(static one => one.State == SecondState.Done).ToDictionary(Subject, StringComparer.Ordinal);
        foreach (var code in _codes)
        {
            var name = AlarmTable.Of(code).Code;
            var wanted = owed.Where(one => one.Value.Until <= now == (code == DeskAlarm.SecondMissing)).Select(static one => one.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var subject in wanted.Where(subject => !standing.Contains((name, subject))))
            {
                _alarms.Raise(code, subject);
            }

            foreach (var (_, subject) in standing.Where(one => one.Code == name && !wanted.Contains(one.Subject)))
            {
                _alarms.End(code, subject);
            }
        }
    }

    private static string Subject(SecondRequest request) => $"{request.Id} ({request.By})";
}
