using System.Collections.Immutable;
using Spillway.Engine.Commands.Control;

namespace Spillway.App.Alarms;

/// <summary>That an alarm rises or returns.</summary>
/// <param name="Code">Its code in the table.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="IsRaised">True when it begins.</param>
public sealed record AlarmSignal(string Code, string Subject, bool IsRaised)
{
    /// <summary>The power it rests on, in MW; null where it rests on none.</summary>
    public decimal? MeasuredMw { get; init; }

    /// <summary>What it should have been, in MW.</summary>
    public decimal? ExpectedMw { get; init; }

    /// <summary>The machines concerned, by number.</summary>
    public ImmutableArray<int> Machines { get; init; } = [];

    /// <summary>Of a swing: the power before it, in MW.</summary>
    public decimal? BeforeMw { get; init; }

    /// <summary>Of a swing: the time in which it moved, in s.</summary>
    public decimal? WithinSeconds { get; init; }

    /// <summary>How many machines are concerned beyond those.</summary>
    public int MoreMachines { get; init; }

    /// <summary>An alarm of the control pass.</summary>
    /// <param name="alarm">The alarm.</param>
    public static AlarmSignal Of(Alarm alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return new(AlarmTable.Of(alarm.Code).Code, alarm.Subject, alarm.IsRaised)
        {
            MeasuredMw = alarm.Measured?.Value,
            ExpectedMw = alarm.Expected?.Value,
            Machines = alarm.Machines,
            BeforeMw = alarm.Before?.Value,
            WithinSeconds = (decimal?)alarm.Within?.TotalSeconds,
            MoreMachines = alarm.More,
        };
    }
}
