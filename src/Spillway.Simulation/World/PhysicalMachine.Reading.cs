using System.Collections.Immutable;
using NodaTime;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.World;

public sealed partial class PhysicalMachine
{
    private const double AirCelsius = 25;
    private const double AirScatterKelvin = 3;
    private const double BoardScatterKelvin = 4;
    private const double CardShare = 0.75;
    private const double RateScatter = 0.02;
    private const double PowerFieldScatter = 0.005;
    private const double SecondsPerShare = 8;
    private const double RejectedShare = 0.002;
    private const int ScatterSeconds = 5;
    private const int LostBoard = 1;

    /// <summary>Looks at it. What it does is not changed by looking.</summary>
    /// <param name="now">When.</param>
    /// <returns>How it is.</returns>
    public MachineSnapshot Look(Instant now)
    {
        lock (_gate)
        {
            Pass(now);
            var watts = _segment.WattsAt(now);
            var hashrate = _segment.HashrateAt(now);
            var worked = _terahashes + _segment.TerahashesUntil(now);
            var paid = Paid(now);
            var (accepted, rejected) = Shares(paid);
            var hashingTime = _hashingSince is { } since ? now - since : Duration.Zero;
            return new()
            {
                At = now,
                Phase = _segment.Phase,
                Mode = _mode,
                LimitWatts = _limitWatts,
                IsToldToSleep = _isToldToSleep,
                Watts = watts,
                ReportedWatts = PowerField(watts, now),
                EnergyJoules = _joules + _segment.JoulesUntil(now),
                HashrateThPerS = hashrate,
                ReportedHashrateThPerS = hashrate * (1 + (RateScatter * Scatter(now, 1))),
                MeanHashrateThPerS = hashingTime > Duration.Zero ? (worked - _terahashesAtHashingStart) / hashingTime.TotalSeconds : 0,
                IdealHashrateThPerS = Ideal(),
                WorkTerahashes = worked,
                PaidTerahashes = paid,
                Boards = [.. Enumerable.Range(0, Build.Boards).Select(IsBoardWell)],
                ChipCelsius = Temperatures(now, 1),
                BoardCelsius = Temperatures(now, CardShare),
                FanRpm = Fans(now),
                Uptime = _segment.Phase == MachinePhase.Unpowered ? Duration.Zero : now - _bootedAt,
                HashingTime = hashingTime,
                IsPoolAlive = !Suffers(MachineFaults.PoolLost),
                AcceptedShares = accepted,
                RejectedShares = rejected,
                Faults = _faults,
            };
        }
    }

    /// <summary>Whether its controller can be reached, without the trouble of a whole snapshot.</summary>
    /// <param name="now">When.</param>
    /// <returns>Whether it answers at all, and what is wrong with it.</returns>
    public (bool IsAnswering, MachineFaults Faults) Reachability(Instant now)
    {
        lock (_gate)
        {
            Pass(now);
            return (MachineSnapshot.Answers(_segment.Phase, _faults), _faults);
        }
    }

    /// <summary>How long a slow machine takes to answer.</summary>
    /// <param name="now">When it is asked.</param>
    /// <returns>From 2 to 14 s.</returns>
    public Duration Slowness(Instant now) => Duration.FromSeconds(8 + (6 * Scatter(now, 3)));

    /// <summary>What a desk needs to know of it, without the trouble of a whole snapshot.</summary>
    /// <param name="now">When.</param>
    /// <returns>How it is.</returns>
    internal MachineGlance Glance(Instant now)
    {
        lock (_gate)
        {
            Pass(now);
            var watts = _segment.WattsAt(now);
            return new(_segment.Phase, _mode, _faults, _isToldToSleep, watts, PowerField(watts, now), _segment.HashrateAt(now));
        }
    }

    /// <summary>Its true draw, without the trouble of a whole snapshot.</summary>
    /// <param name="now">When.</param>
    /// <returns>At the plug. Unit: W.</returns>
    public double WattsAt(Instant now)
    {
        lock (_gate)
        {
            Pass(now);
            return _segment.WattsAt(now);
        }
    }

    /// <summary>Energy drawn since it was made, without the trouble of a whole snapshot.</summary>
    /// <param name="now">When.</param>
    /// <returns>Unit: J.</returns>
    public double JoulesAt(Instant now)
    {
        lock (_gate)
        {
            Pass(now);
            return _joules + _segment.JoulesUntil(now);
        }
    }

    private double Paid(Instant at) => _paidTerahashes + (Suffers(MachineFaults.PoolLost) ? 0 : _segment.TerahashesUntil(at));

    private double PowerField(double watts, Instant now)
    {
        if (_segment.Phase == MachinePhase.Asleep && Suffers(MachineFaults.PowerFieldStuck))
        {
            return (Build.Find(_mode) ?? Build.Modes[0]).Watts;
        }

        return watts * (1 + (PowerFieldScatter * Scatter(now, 2)));
    }

    private double Ideal()
    {
        var figures = Build.Find(_mode) ?? Build.Modes[0];
        return _limitWatts is { } limit ? figures.HashrateThPerS * Math.Min(1, limit / figures.Watts) : figures.HashrateThPerS;
    }

    private (long Accepted, long Rejected) Shares(double paid)
    {
        if (_hashingSince is null)
        {
            return (0, 0);
        }

        var found = (paid - _paidAtHashingStart) / (SecondsPerShare * Build.Modes[0].HashrateThPerS);
        var rejected = (long)(found * RejectedShare);
        return ((long)found - rejected, rejected);
    }

    private ImmutableArray<double> Temperatures(Instant now, double share)
    {
        var air = AirCelsius + (AirScatterKelvin * SeededNoise.Symmetric(_seed, 2));
        var kelvin = KelvinAt(now);
        return [.. Enumerable.Range(0, Build.Boards).Where(IsBoardWell).Select(board => air + (share * (kelvin + BoardHeat(board, kelvin))))];
    }

    // A warmer board is warmer in proportion: one that draws nothing is as cold as the air.
    private double BoardHeat(int board, double kelvin) =>
        BoardScatterKelvin * SeededNoise.Symmetric(_seed, 4 + board) * kelvin / MachineHeat.KelvinAtFullPower;

    private bool IsBoardWell(int board) => board != LostBoard || !Suffers(MachineFaults.BoardLost);

    private double KelvinAt(Instant at)
    {
        var full = FullWatts();
        return MachineHeat.After(_kelvin, _segment.Watts.Start / full, _segment.WattsPerSecond / full, _segment.Seconds(at));
    }

    private ImmutableArray<int> Fans(Instant now)
    {
        if (Build.Fans == 0)
        {
            return [];
        }

        var rpm = _segment.Phase == MachinePhase.Unpowered ? 0 : Math.Clamp(1500 + (100 * KelvinAt(now)), 1500, 6500);
        return [.. Enumerable.Range(0, Build.Fans).Select(fan => (int)(rpm * (1 + (0.01 * SeededNoise.Symmetric(_seed, 12 + fan)))) / 30 * 30)];
    }

    private double Scatter(Instant now, int kind) =>
        SeededNoise.Symmetric(unchecked(_seed + ((ulong)kind << 32)), (now.ToUnixTimeSeconds() / ScatterSeconds) + 1_000);
}
