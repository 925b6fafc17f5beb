namespace Spillway.Engine.Settlements.Bridges;

/// <summary>A reason why a month earned other than expected. The names in files are those of <see cref="BridgeNames"/>.</summary>
public enum BridgePartKind
{
    /// <summary>Energy not drawn, at the month's average price.</summary>
    Volume = 0,

    /// <summary>That it was not drawn when it was dear: what timing added to the average.</summary>
    Price = 1,

    /// <summary>What that energy would have produced.</summary>
    ProductionGivenUp = 2,

    /// <summary>What restarting machines drew and did not produce.</summary>
    RestartLosses = 3,

    /// <summary>Positions bought ahead: blocks, trades, day-ahead awards.</summary>
    Contracts = 4,

    /// <summary>Ancillary services: awards and what was bought back.</summary>
    Ancillary = 5,

    /// <summary>Emergency response.</summary>
    EmergencyResponse = 6,

    /// <summary>The charge of the coincident peaks that was avoided or met.</summary>
    CoincidentPeaks = 7,

    /// <summary>The wires tariff.</summary>
    Delivery = 8,

    /// <summary>What the retailer adds.</summary>
    RetailAdder = 9,

    /// <summary>Hosted customers.</summary>
    Hosting = 10,

    /// <summary>The market settled at other prices than were expected when the interval was decided.</summary>
    ForecastError = 11,

    /// <summary>Machines that were to run and did not.</summary>
    MachineFailures = 12,

    /// <summary>Machines that were to stop and still drew.</summary>
    LateResponse = 13,

    /// <summary>What orders of the grid or an operator changed.</summary>
    OperatorHolds = 14,

    /// <summary>What the site's meter counts and no group's meter does: losses, and load that is in no group.</summary>
    Unmetered = 15,
}
