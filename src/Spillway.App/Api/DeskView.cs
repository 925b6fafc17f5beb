using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Composition;
using Spillway.App.Earnings;
using Spillway.App.Obligations;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.Devices.Fleet;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;
using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>What the API sees of a running desk, and the one way by which it moves it.</summary>
public sealed record DeskView
{
    /// <summary>The site.</summary>
    public required SiteDefinition Site { get; init; }

    /// <summary>The plant.</summary>
    public required Plant Plant { get; init; }

    /// <summary>Whether it decides without commanding.</summary>
    public required bool IsPaper { get; init; }

    /// <summary>What the desk remembers after the last pass.</summary>
    public required Func<ControlState> State { get; init; }

    /// <summary>Its passes.</summary>
    public required DeskWatch Watch { get; init; }

    /// <summary>Gives it an order; the next pass begins at once.</summary>
    public required Action<Order> Give { get; init; }

    /// <summary>What it can take off how fast, as of the last pass.</summary>
    public ShedLadder Ladder => ShedLadder.Of(Plant, State());

    /// <summary>How the fleet answers.</summary>
    public required Func<FleetHealth> Health { get; init; }

    /// <summary>What a machine of the plant said when it last answered; null where it never did. Any thread; nobody waits.</summary>
    public Func<int, MachineTelemetry?> Telemetry { get; init; } = static _ => null;

    /// <summary>What the meter at the grid connection said when it last answered; null where it never did. Any thread; nobody waits.</summary>
    public Func<MeterTelemetry?> Meter { get; init; } = static () => null;

    /// <summary>The newest known price, the start of its interval, and why the source could not be read the last time; nulls where
    /// there is none.</summary>
    public required Func<(EnergyPrice? Price, Instant? Start, string? Fault)> Price { get; init; }

    /// <summary>The hash price that ranks the machines; null where no load needs one.</summary>
    public required Hashprice? Hashprice { get; init; }

    /// <summary>What contracts hold of the site, as it is known now; nobody holds anything where it is not said.</summary>
    public Func<HeldBook> Held { get; init; } = static () => HeldBook.Empty;

    /// <summary>What curtailing now takes off the baselines of the site's programmes; null where it has none.</summary>
    public DeskBaselines? Baselines { get; init; }

    /// <summary>The end of the journal.</summary>
    public required Func<JournalHead> Head { get; init; }

    /// <summary>Reads what a statement of some days is made from.</summary>
    public required Func<MoneyPeriod, WorkProgress, CancellationToken, Task<LoadedSettlement>> Load { get; init; }

    /// <summary>The files beside the journal that statements rest on: site file, awards, hash prices.</summary>
    public ImmutableArray<string> PaperFiles { get; init; } = [];

    /// <summary>The known real-time prices of the intervals that begin from one instant on and before another, in order.</summary>
    public Func<Instant, Instant, ImmutableArray<(Instant Start, EnergyPrice Price)>> Prices { get; init; } = static (_, _) => [];

    /// <summary>The desk's clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>What it owes and is owed so far.</summary>
    /// <param name="period">Of the local day or month.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Statement> Statement(StatementPeriod period, CancellationToken cancellation)
    {
        var today = Instant.FromDateTimeOffset(Time.GetUtcNow()).InZone(Site.TimeZone).Date;
        var days = period == StatementPeriod.Today ? MoneyPeriod.Day(today) : MoneyPeriod.Of(today.ToYearMonth(), today);
        return (await Load(days, new(), cancellation).ConfigureAwait(false)).Settle();
    }
}
