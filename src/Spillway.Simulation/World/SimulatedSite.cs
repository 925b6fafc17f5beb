using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.World;

/// <summary>A whole site: machines behind breakers behind one meter, and what goes wrong with them. It has no clock; whoever asks
/// says what time it is. Breakers and meter are touched only through it. Any thread.</summary>
public sealed partial class SimulatedSite : IDisposable
{
    private const double WattsPerMegawatt = 1e6;
    private const double JoulesPerMegawattHour = 3.6e9;

    private readonly Lock _gate = new();
    private readonly PhysicalMeter _meter;
    private readonly IEnumerator<SiteFault> _comingFaults;
    private readonly PriorityQueue<SiteFault, Instant> _activeFaults = new();
    private readonly Dictionary<(int Group, int Machine), List<MachineFaults>> _machineFaults = [];
    private readonly int[] _networkCuts;
    private readonly bool[] _isFed;
    private SiteFault? _nextFault;
    private Instant _now;
    private Instant _measuredAt;
    private double _measuredMwh;
    private long _nextEventTicks = long.MinValue;

    /// <summary>A site on which everything has run steadily for days.</summary>
    /// <param name="groups">Its groups; every breaker closed.</param>
    /// <param name="meter">The meter at its grid connection.</param>
    /// <param name="faults">What will go wrong, in order of time.</param>
    /// <param name="start">When it begins.</param>
    public SimulatedSite(ImmutableArray<SimulatedGroup> groups, PhysicalMeter meter, IEnumerable<SiteFault> faults, Instant start)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(faults);
        Groups = groups;
        _meter = meter;
        _networkCuts = new int[groups.Length];
        _isFed = new bool[groups.Length];
        _comingFaults = faults.GetEnumerator();
        (_now, _measuredAt) = (start, start);
        for (var group = 0; group < groups.Length; group++)
        {
            _isFed[group] = groups[group].Breaker?.IsLive ?? true;
            foreach (var machine in groups[group].Machines.Where(_ => _isFed[group]))
            {
                machine.Settle(start);
            }
        }

        TakeNextFault();
        Follow(start);
        meter.Measure(start, TrueMegawatts(start));
    }

    /// <summary>Its groups, in the order of the site file.</summary>
    public ImmutableArray<SimulatedGroup> Groups { get; }

    /// <summary>Lets time pass: faults come and go, breakers travel, trip and starve, and their machines lose and gain power.</summary>
    /// <param name="now">The time; an earlier one than before changes nothing.</param>
    public void Advance(Instant now)
    {
        if (now.ToUnixTimeTicks() < Volatile.Read(ref _nextEventTicks))
        {
            return;
        }

        lock (_gate)
        {
            Pass(now);
        }
    }

    /// <summary>Does something to a breaker, or reads it.</summary>
    /// <typeparam name="T">What is learnt.</typeparam>
    /// <param name="group">Index of its group, which must have one.</param>
    /// <param name="now">When.</param>
    /// <param name="ask">What is done; it must not keep the breaker.</param>
    /// <returns>What was learnt.</returns>
    public T AskBreaker<T>(int group, Instant now, Func<PhysicalBreaker, T> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var breaker = Groups[group].Breaker;
        Invariant.Holds(breaker is not null);
        lock (_gate)
        {
            Pass(now);
            var answer = ask(breaker);
            Follow(Instant.Max(_now, now));
            return answer;
        }
    }

    /// <summary>Reads the meter.</summary>
    /// <typeparam name="T">What is learnt.</typeparam>
    /// <param name="now">When.</param>
    /// <param name="ask">What is read; it must not keep the meter.</param>
    /// <returns>What was learnt.</returns>
    public T AskMeter<T>(Instant now, Func<PhysicalMeter, T> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        lock (_gate)
        {
            Pass(now);
            Measure(_now);
            return ask(_meter);
        }
    }

    /// <summary>Whether the network reaches a group.</summary>
    /// <param name="group">Index of the group.</param>
    /// <param name="now">When.</param>
    /// <returns>False while it is cut off.</returns>
    public bool IsReached(int group, Instant now)
    {
        Advance(now);
        return Volatile.Read(ref _networkCuts[group]) == 0;
    }

    /// <summary>What truly flows through the grid connection.</summary>
    /// <param name="now">When.</param>
    /// <returns>Consumption positive. Unit: MW.</returns>
    public double MegawattsAt(Instant now)
    {
        Advance(now);
        return TrueMegawatts(now);
    }

    /// <summary>What truly flows into one group.</summary>
    /// <param name="group">Index of the group.</param>
    /// <param name="now">When.</param>
    /// <returns>Consumption positive. Unit: MW.</returns>
    public double MegawattsAt(int group, Instant now)
    {
        Advance(now);
        return TrueMegawatts(Groups[group], now);
    }

    /// <summary>What has truly flowed through the grid connection since the machines were made.</summary>
    /// <param name="now">Until when.</param>
    /// <returns>Consumption positive. Unit: MWh.</returns>
    public double MegawattHoursAt(Instant now)
    {
        Advance(now);
        return TrueMegawattHours(now);
    }

    /// <summary>Ends the coming of faults.</summary>
    public void Dispose() => _comingFaults.Dispose();

    private double TrueMegawatts(Instant now) =>
        Groups.Sum(group => TrueMegawatts(group, now));

    private static double TrueMegawatts(SimulatedGroup group, Instant now) =>
        group.OverheadRatio * group.Machines.Sum(machine => machine.WattsAt(now)) / WattsPerMegawatt;

    private double TrueMegawattHours(Instant now) =>
        Groups.Sum(group => group.OverheadRatio * group.Machines.Sum(machine => machine.JoulesAt(now))) / JoulesPerMegawattHour;

    private void Pass(Instant now)
    {
        while (NextEvent() is { } at && at <= now)
        {
            _now = Instant.Max(_now, at);
            foreach (var group in Groups)
            {
                group.Breaker?.Advance(_now);
            }

            PassFaults(_now);
            Follow(_now);
        }

        _now = Instant.Max(_now, now);
    }

    /// <summary>Lets machines follow their breakers, and notes when something will happen next.</summary>
    private void Follow(Instant now)
    {
        for (var group = 0; group < Groups.Length; group++)
        {
            if (Groups[group].Breaker is { } breaker && breaker.IsLive != _isFed[group])
            {
                // What flowed until now is the meter's before the feed changes.
                Measure(now);
                _isFed[group] = breaker.IsLive;
                foreach (var machine in Groups[group].Machines)
                {
                    machine.Power(breaker.IsLive, now);
                }
            }
        }

        Volatile.Write(ref _nextEventTicks, NextEvent()?.ToUnixTimeTicks() ?? long.MaxValue);
    }

    private Instant? NextEvent()
    {
        var next = _nextFault?.At;
        if (_activeFaults.TryPeek(out _, out var end))
        {
            next = next is { } coming ? Instant.Min(coming, end) : end;
        }

        foreach (var group in Groups)
        {
            if (group.Breaker?.NextEvent is { } at)
            {
                next = next is { } before ? Instant.Min(before, at) : at;
            }
        }

        return next;
    }

    /// <summary>Shows the meter what flows, and what flowed since it last looked: the exact mean, whatever happened in between.</summary>
    private void Measure(Instant now)
    {
        var mwh = TrueMegawattHours(now);
        if (now > _measuredAt)
        {
            _meter.Measure(_measuredAt, (mwh - _measuredMwh) / (now - _measuredAt).TotalHours);
        }

        _meter.Measure(now, TrueMegawatts(now));
        (_measuredAt, _measuredMwh) = (now, mwh);
    }
}
