using NodaTime;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.Simulation.World;

/// <summary>The physics of one meter: what flows past it becomes power and two energy registers, unless a fault stands between.</summary>
/// <remarks>Has no clock: every call says what time it is, and time never goes back. One thread.</remarks>
public sealed class PhysicalMeter
{
    private Instant? _measuredAt;
    private double _flowingMw;
    private double _importedMwh;
    private double _exportedMwh;
    private Instant _driftsFrom;
    private double _driftRatioPerHour;

    /// <summary>A sound meter that has measured nothing yet.</summary>
    /// <param name="build">How it is made.</param>
    public PhysicalMeter(MeterBuild build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Build = build;
    }

    /// <summary>How it is made.</summary>
    public MeterBuild Build { get; }

    /// <summary>Active power it shows; consumption positive on a sound meter.</summary>
    public Megawatts Power { get; private set; }

    /// <summary>Its import register.</summary>
    public MegawattHours ImportedEnergy { get; private set; }

    /// <summary>Its export register.</summary>
    public MegawattHours ExportedEnergy { get; private set; }

    /// <summary>Current of each of a number of equal phases, from the power that it shows: I = P / (n U cos φ).</summary>
    /// <param name="phases">How many, 1 to 3.</param>
    /// <returns>Without a sign.</returns>
    public Amperes Current(int phases)
    {
        Invariant.Holds(phases is >= 1 and <= 3);
        var watts = Math.Abs((double)Power.Value) * 1_000_000;
        return new((decimal)(watts / (phases * Build.VoltageVolts * Math.Abs(Build.PowerFactor))));
    }

    /// <summary>Total harmonic distortion of current: power supplies distort the more, as a share of what they draw, the less they
    /// draw; with the root of the load their harmonic currents still fall.</summary>
    public Ratio CurrentDistortion => LoadRatio is 0 ? Ratio.Zero : new((decimal)Math.Min(Build.CurrentDistortion / Math.Sqrt(LoadRatio), 1));

    /// <summary>Total harmonic distortion of voltage: the grid's own, and what the harmonic currents add on its impedance.</summary>
    public Ratio VoltageDistortion => new((decimal)(Build.GridDistortion + (Build.AddedDistortion * Math.Sqrt(LoadRatio))));

    /// <summary>Whether everything it shows stands still.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Whether its current transformers are the wrong way round: import and export change places.</summary>
    public bool IsSignSwapped { get; private set; }

    /// <summary>Measures what flows now. What was measured before is taken to have flowed until now.</summary>
    /// <param name="now">The time; an earlier one than before is taken as no time having passed.</param>
    /// <param name="truePowerMw">What truly flows, consumption positive. Unit: MW.</param>
    public void Measure(Instant now, double truePowerMw)
    {
        Invariant.Holds(double.IsFinite(truePowerMw));
        if (_measuredAt is { } before && now > before)
        {
            var mwh = _flowingMw * (now - before).TotalHours;
            _importedMwh += Math.Max(mwh, 0);
            _exportedMwh += Math.Max(-mwh, 0);
        }

        _measuredAt = _measuredAt is { } last ? Instant.Max(last, now) : now;
        _flowingMw = Seen(now, truePowerMw);
        if (!IsFrozen)
        {
            Show();
        }
    }

    /// <summary>Stops or frees what it shows; a freed meter catches up at the next measurement.</summary>
    /// <param name="isOn">Whether it stands still.</param>
    public void Freeze(bool isOn) => IsFrozen = isOn;

    /// <summary>Lets it drift, or stops that and keeps no error.</summary>
    /// <param name="ratioPerHour">How much more than the truth it shows after an hour, as a ratio of the truth, so 0.01 shows
    /// 1 % more; negative shows less; 0 is sound.</param>
    /// <param name="from">When it begins to drift.</param>
    public void Drift(double ratioPerHour, Instant from)
    {
        Invariant.Holds(double.IsFinite(ratioPerHour));
        _driftRatioPerHour = ratioPerHour;
        _driftsFrom = from;
    }

    /// <summary>Turns its current transformers round, or back.</summary>
    /// <param name="isOn">Whether they are the wrong way round.</param>
    public void SwapSign(bool isOn) => IsSignSwapped = isOn;

    private double LoadRatio => Math.Abs((double)Power.Value) / Build.RatedMegawatts;

    private double Seen(Instant now, double truePowerMw)
    {
        var hours = _driftRatioPerHour == 0 ? 0 : Math.Max((now - _driftsFrom).TotalHours, 0);
        var drifted = truePowerMw * (1 + (_driftRatioPerHour * hours));
        return IsSignSwapped ? -drifted : drifted;
    }

    private void Show()
    {
        Power = new((decimal)_flowingMw);
        ImportedEnergy = new((decimal)_importedMwh);
        ExportedEnergy = new((decimal)_exportedMwh);
    }
}
