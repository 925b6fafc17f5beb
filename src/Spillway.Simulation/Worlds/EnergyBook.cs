using System.Collections.Immutable;
using NodaTime;
using Spillway.Simulation.Faults;

namespace Spillway.Simulation.Worlds;

/// <summary>Checks that no energy comes from nowhere and that the meter shows what flowed. What it shows wrong while it lies it keeps in its
/// register; from the first pass after that on it is held against what flows again.</summary>
public sealed class EnergyBook
{
    private const double LeastMwh = 1e-6;
    private const double Share = 1e-4;

    private readonly ImmutableArray<SiteFault.OfMeter> _faults;
    private Instant _at;
    private double _totalMwh;
    private double _flowedMwh;
    private double _besideMwh;
    private bool _isOff;

    /// <summary>Begins to watch.</summary>
    /// <param name="faults">Everything that goes wrong.</param>
    /// <param name="start">When.</param>
    /// <param name="totalMwh">What had flowed by then. Unit: MWh.</param>
    public EnergyBook(IEnumerable<SiteFault> faults, Instant start, double totalMwh) =>
        (_faults, _at, _totalMwh) = ([.. faults.OfType<SiteFault.OfMeter>()], start, totalMwh);

    /// <summary>Looks at one instant.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="totalMwh">What has flowed in all. Unit: MWh.</param>
    /// <param name="mostMw">The most that can flow. Unit: MW.</param>
    /// <param name="shownMwh">What the meter's register shows; not asked while it lies. Unit: MWh.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Take(Instant now, double totalMwh, double mostMw, Func<double> shownMwh)
    {
        ArgumentNullException.ThrowIfNull(shownMwh);
        var (before, step, room) = (_at, totalMwh - _totalMwh, mostMw * (now - _at).TotalHours);
        _flowedMwh += step;
        (_at, _totalMwh) = (now, totalMwh);
        if (step < -LeastMwh || step > room + LeastMwh)
        {
            return FormattableString.Invariant($"{step:0.########} MWh flowed where at most {room:0.########} can");
        }

        _isOff |= Lied(before, now);
        if (_isOff)
        {
            _isOff = Lied(now, now);
            _besideMwh = _isOff ? _besideMwh : shownMwh() - _flowedMwh;
            return null;
        }

        var energy = shownMwh() - _besideMwh;
        return Math.Abs(energy - _flowedMwh) > LeastMwh + (Share * _flowedMwh)
            ? FormattableString.Invariant($"the meter shows {energy:0.########} MWh and {_flowedMwh:0.########} flowed")
            : null;
    }

    private bool Lied(Instant from, Instant until)
    {
        foreach (var fault in _faults)
        {
            if (fault.At <= until && from <= fault.Until)
            {
                return true;
            }
        }

        return false;
    }
}
