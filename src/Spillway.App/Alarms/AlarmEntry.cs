using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>An alarm in the list, from its rising until it is over and known.</summary>
/// <param name="Number">Its number, never used again.</param>
/// <param name="Code">Its code in the table.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="RaisedAt">When it rose first.</param>
public sealed record AlarmEntry(long Number, string Code, string Subject, Instant RaisedAt)
{
    /// <summary>When it rose last.</summary>
    public required Instant LastRaisedAt { get; init; }

    /// <summary>How often it rose while it was in the list.</summary>
    public int Times { get; init; } = 1;

    /// <summary>When it returned; null while it stands.</summary>
    public Instant? ReturnedAt { get; init; }

    /// <summary>Who knows of it; null for nobody.</summary>
    public AlarmMark? Acknowledged { get; init; }

    /// <summary>Who put it aside; null for nobody.</summary>
    public AlarmShelf? Shelf { get; init; }

    /// <summary>Who took it out of service; null for nobody.</summary>
    public AlarmMark? OutOfService { get; init; }

    /// <summary>The alarm that came first in its cascade: its own number where it is that one.</summary>
    public required long FirstOut { get; init; }

    /// <summary>The power it rests on, in MW.</summary>
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

    /// <summary>What is written about it.</summary>
    public AlarmDefinition Definition => AlarmTable.Find(Code)!;

    /// <summary>Whether it stands.</summary>
    public bool IsStanding => ReturnedAt is null;

    /// <summary>Where it is.</summary>
    public AlarmState State =>
        OutOfService is not null ? AlarmState.OutOfService
        : Shelf is not null ? AlarmState.Shelved
        : ReturnedAt is not null ? AlarmState.Returned
        : Acknowledged is not null ? AlarmState.Acknowledged
        : AlarmState.Unacknowledged;

    /// <summary>Whether it leaves the list: it is over, and known or out of service, and nothing keeps it.</summary>
    public bool IsOver => ReturnedAt is not null && Shelf is null && (Acknowledged is not null || OutOfService is not null);
}
