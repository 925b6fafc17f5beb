using System.Collections.Immutable;
using Spillway.App.Alarms;

namespace Spillway.App.ShiftLog;

/// <summary>What happened in a shift so far: what the outgoing crew signs.</summary>
/// <param name="Shift">The shift.</param>
/// <param name="Energy">What the site has drawn.</param>
/// <param name="Orders">Orders that came and ended, newest first; at most <see cref="MostEvents"/>.</param>
/// <param name="Alarms">Alarms that rose, newest first; at most 200.</param>
/// <param name="Notes">The entries of the shift, newest first; at most 100.</param>
public sealed record ShiftReport(
    Shift Shift, ShiftEnergy Energy, ImmutableArray<ShiftEvent> Orders, ImmutableArray<AlarmHistoryLine> Alarms, ImmutableArray<ShiftNote> Notes)
{
    /// <summary>The most orders and endings that it lists.</summary>
    public const int MostEvents = 200;
}
