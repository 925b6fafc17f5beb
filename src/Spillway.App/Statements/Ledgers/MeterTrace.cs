using NodaTime;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.App.Statements.Ledgers;

/// <summary>Adds up what the site's meter said over an interval: each sample holds until the next, and no longer than until it is
/// stale.</summary>
/// <param name="stale">From which age on a sample says nothing any more.</param>
internal sealed class MeterTrace(Duration stale)
{
    // A register counts whole watt-hours.
    private const int RegisterDecimals = 6;

    private (Instant At, Megawatts Power)? _sample;
    private Instant _since;
    private Instant _end;
    private decimal _megawattTicks;
    private Duration _uncovered;

    /// <summary>An interval begins; the last sample before it holds on.</summary>
    public void Begin(Slot slot)
    {
        (_since, _end, _megawattTicks, _uncovered) = (slot.Start, slot.End, 0m, Duration.Zero);
    }

    /// <summary>The meter said something.</summary>
    public void Take(Instant at, Megawatts power)
    {
        Accrue(Instant.Min(at, _end));
        _sample = (at, power);
    }

    /// <summary>The interval is over.</summary>
    /// <returns>What the meter counted; null where it was silent for a part of the interval.</returns>
    public MegawattHours? Close()
    {
        Accrue(_end);
        return _uncovered > Duration.Zero
            ? null
            : new MegawattHours(Math.Round(_megawattTicks / NodaConstants.TicksPerHour, RegisterDecimals, MidpointRounding.AwayFromZero));
    }

    private void Accrue(Instant to)
    {
        if (to <= _since)
        {
            return;
        }

        var covered = Duration.Zero;
        if (_sample is { } sample)
        {
            covered = Duration.Max(Instant.Min(to, sample.At + stale) - _since, Duration.Zero);
            _megawattTicks += sample.Power.Value * covered.BclCompatibleTicks;
        }

        _uncovered += to - _since - covered;
        _since = to;
    }
}
