using Spillway.App.Api;
using Spillway.App.Events;

namespace Spillway.App.Alarms;

/// <summary>Reminds of each planned drill whose time has come, until somebody begins it or calls it off, or it counts as missed.</summary>
/// <remarks>What stands is held against what is due at every look and at the start, so that a restart leaves none that nothing can end.</remarks>
internal sealed class DrillAlarms : IDisposable
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);
    private static readonly string _code = AlarmTable.Of(DeskAlarm.DrillDue).Code;

    private readonly AlarmDesk _alarms;
    private readonly PlannedDrills _drills;
    private readonly ITimer _timer;

    public DrillAlarms(AlarmDesk alarms, PlannedDrills drills, DeskRoom room)
    {
        (_alarms, _drills) = (alarms, drills);
        _timer = room.Wall.CreateTimer(_ => Look(), null, TimeSpan.Zero, _lookEvery);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var standing = _alarms.Newest.Entries.Values.Where(static one => one.IsStanding && one.Code == _code).Select(static one => one.Subject).ToHashSet(StringComparer.Ordinal);
        var due = _drills.All.Where(one => _drills.StateOf(one) == PlannedDrillState.Due).Select(static one => $"{one.Id} ({one.PlannedBy})").ToHashSet(StringComparer.Ordinal);
        foreach (var subject in due.Except(standing))
        {
            _alarms.Raise(DeskAlarm.DrillDue, subject);
        }

        foreach (var subject in standing.Except(due))
        {
            _alarms.End(DeskAlarm.DrillDue, subject);
        }
    }
}
