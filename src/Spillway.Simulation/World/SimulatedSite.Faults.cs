using NodaTime;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.World;

public sealed partial class SimulatedSite
{
    /// <summary>What goes wrong with the site just now.</summary>
    /// <param name="now">When.</param>
    /// <returns>In no order; a kill of the desk is among them.</returns>
    public IReadOnlyList<SiteFault> FaultsAt(Instant now)
    {
        lock (_gate)
        {
            Pass(now);
            return [.. _activeFaults.UnorderedItems.Select(item => item.Element)];
        }
    }

    private void TakeNextFault() => _nextFault = _comingFaults.MoveNext() ? _comingFaults.Current : null;

    private void PassFaults(Instant now)
    {
        while (_activeFaults.TryPeek(out var fault, out var end) && end <= now)
        {
            _activeFaults.Dequeue();
            Change(fault, false, now);
        }

        while (_nextFault is { } fault && fault.At <= now)
        {
            TakeNextFault();
            if (fault.Until > now)
            {
                _activeFaults.Enqueue(fault, fault.Until);
                Change(fault, true, now);
            }
        }
    }

    private void Change(SiteFault fault, bool begins, Instant now)
    {
        switch (fault)
        {
            case SiteFault.OfMachine of:
                ChangeMachine(of, begins, now);
                break;
            case SiteFault.OfNetwork of:
                _networkCuts[of.Group] += begins ? 1 : -1;
                for (var machine = 0; machine < Groups[of.Group].Machines.Length; machine++)
                {
                    Suffer(of.Group, machine, now);
                }

                break;
            case SiteFault.OfBreaker of:
                Groups[of.Group].Breaker?.Break(begins ? of.Faults : BreakerFaults.None);
                break;
            case SiteFault.OfProtection of when begins:
                Groups[of.Group].Breaker?.TripAt(now);
                Groups[of.Group].Breaker?.Advance(now);
                break;
            case SiteFault.OfProtection of:
                Groups[of.Group].Breaker?.Reset(now);
                break;
            case SiteFault.OfMeter of:
                Measure(now);
                ChangeMeter(of, begins, now);
                break;
        }
    }

    private void ChangeMachine(SiteFault.OfMachine fault, bool begins, Instant now)
    {
        // Faults of one machine may overlap: the same kind ends only when its last one does.
        var key = (fault.Group, fault.Machine);
        if (!_machineFaults.TryGetValue(key, out var active))
        {
            _machineFaults[key] = active = [];
        }

        if (begins)
        {
            active.Add(fault.Faults);
        }
        else
        {
            active.Remove(fault.Faults);
        }

        if (active.Count == 0)
        {
            _machineFaults.Remove(key);
        }

        Suffer(fault.Group, fault.Machine, now);
    }

    private void Suffer(int group, int machine, Instant now)
    {
        var network = _networkCuts[group] > 0 ? MachineFaults.CutOff : MachineFaults.None;
        var own = _machineFaults.TryGetValue((group, machine), out var active) ? active : [];
        Groups[group].Machines[machine].Suffer(own.Aggregate(network, (all, one) => all | one), now);
    }

    private void ChangeMeter(SiteFault.OfMeter fault, bool begins, Instant now)
    {
        switch (fault.Kind)
        {
            case MeterFaultKind.Frozen:
                _meter.Freeze(begins);
                break;
            case MeterFaultKind.Drifting:
                _meter.Drift(begins ? fault.DriftRatioPerHour : 0, now);
                break;
            default:
                _meter.SwapSign(begins);
                break;
        }
    }
}
