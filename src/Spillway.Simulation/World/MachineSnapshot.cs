using System.Collections.Immutable;
using NodaTime;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.World;

/// <summary>A machine at one instant: what is true of it, and what its firmware would say.</summary>
public sealed record MachineSnapshot
{
    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>What it is doing.</summary>
    public required MachinePhase Phase { get; init; }

    /// <summary>The mode set; it holds while it hashes.</summary>
    public required MachineMode Mode { get; init; }

    /// <summary>The power limit set; null where there is none. Unit: W.</summary>
    public required double? LimitWatts { get; init; }

    /// <summary>Whether it was told to sleep and remembers it.</summary>
    public required bool IsToldToSleep { get; init; }

    /// <summary>True draw at the plug. Unit: W.</summary>
    public required double Watts { get; init; }

    /// <summary>What its power field shows. Unit: W.</summary>
    public required double ReportedWatts { get; init; }

    /// <summary>Energy drawn since the machine was made, exactly the integral of <see cref="Watts"/>. Unit: J.</summary>
    public required double EnergyJoules { get; init; }

    /// <summary>True rate. Unit: TH/s.</summary>
    public required double HashrateThPerS { get; init; }

    /// <summary>The rate its firmware shows over a short window: the true one with the scatter of share luck. Unit: TH/s.</summary>
    public required double ReportedHashrateThPerS { get; init; }

    /// <summary>Mean rate since hashing last started. Unit: TH/s.</summary>
    public required double MeanHashrateThPerS { get; init; }

    /// <summary>The rate it should have in the mode and limit that are set, all boards well. Unit: TH/s.</summary>
    public required double IdealHashrateThPerS { get; init; }

    /// <summary>Work done since the machine was made. Unit: TH.</summary>
    public required double WorkTerahashes { get; init; }

    /// <summary>Work that its pool took and pays. Unit: TH.</summary>
    public required double PaidTerahashes { get; init; }

    /// <summary>The hottest chip of each board, in order; a lost board is missing. Unit: °C.</summary>
    public required ImmutableArray<double> ChipCelsius { get; init; }

    /// <summary>The hottest sensor on each board's card, in order; a lost board is missing. Unit: °C.</summary>
    public required ImmutableArray<double> BoardCelsius { get; init; }

    /// <summary>Which boards work, in order.</summary>
    public required ImmutableArray<bool> Boards { get; init; }

    /// <summary>Each fan; empty where liquid cools it. Unit: 1/min.</summary>
    public required ImmutableArray<int> FanRpm { get; init; }

    /// <summary>Since the controller started to boot; zero without power.</summary>
    public required Duration Uptime { get; init; }

    /// <summary>Since hashing last started, tuning included; zero where it does not hash.</summary>
    public required Duration HashingTime { get; init; }

    /// <summary>Whether its pool answers.</summary>
    public required bool IsPoolAlive { get; init; }

    /// <summary>Shares the pool took since hashing last started.</summary>
    public required long AcceptedShares { get; init; }

    /// <summary>Shares the pool refused since hashing last started.</summary>
    public required long RejectedShares { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required MachineFaults Faults { get; init; }

    /// <summary>Whether its controller answers: powered, booted and there.</summary>
    public bool IsAnswering => Answers(Phase, Faults);

    internal static bool Answers(MachinePhase phase, MachineFaults faults) =>
        phase is not (MachinePhase.Unpowered or MachinePhase.Booting) && (faults & (MachineFaults.Absent | MachineFaults.CutOff)) == 0;
}
