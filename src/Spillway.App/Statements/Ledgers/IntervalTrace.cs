using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;

namespace Spillway.App.Statements.Ledgers;

/// <summary>Adds up the running interval from a journal's passes until a step ends it.</summary>
/// <param name="meterStale">From which age on a sample of the meter says nothing any more.</param>
internal sealed class IntervalTrace(Duration meterStale)
{
    private static readonly Duration _lateStart = Duration.FromMinutes(1);

    private readonly MeterTrace _meter = new(meterStale);
    private Instant? _firstPass;

    /// <summary>The interval that runs; null before the first.</summary>
    public Slot? Open { get; private set; }

    /// <summary>An interval begins; where it is the running one, it goes on.</summary>
    /// <param name="next">The interval.</param>
    public void Begin(Slot next)
    {
        if (next != Open)
        {
            _meter.Begin(next);
        }

        (Open, _firstPass) = (next, null);
    }

    /// <summary>A pass of the running interval.</summary>
    /// <param name="pass">When it was, and what it heard of the meter.</param>
    public void Passed((Instant At, Instant? MeterAt, decimal Megawatts) pass)
    {
        _firstPass ??= pass.At;
        if (pass.MeterAt is { } at)
        {
            _meter.Take(at, new(pass.Megawatts));
        }
    }

    /// <summary>The running interval is over.</summary>
    /// <param name="groups">What the machines themselves say, one entry a group.</param>
    /// <param name="number">The journal's record that ends it.</param>
    /// <returns>What is known of it.</returns>
    public LedgerInterval Close(ImmutableArray<KnownGroupRun> groups, long number)
    {
        Invariant.Holds(Open is not null);
        return new(Open!.Value, _meter.Close(), groups, _firstPass is { } first && first <= Open.Value.Start + _lateStart, number);
    }
}
