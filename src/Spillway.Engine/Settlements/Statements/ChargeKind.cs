namespace Spillway.Engine.Settlements.Statements;

/// <summary>What a line of a statement is charged for. The names on paper are those of <see cref="ChargeNames"/>.</summary>
public enum ChargeKind
{
    /// <summary>Metered load at the real-time price of the physical settlement point.</summary>
    EnergyRealTime = 0,

    /// <summary>Power bought ahead at an agreed price and priced against real time: blocks and bilateral trades.</summary>
    FixedBlock = 1,

    /// <summary>Energy awarded in the day-ahead market, priced against real time.</summary>
    DayAhead = 2,

    /// <summary>Capacity sold as an ancillary service, at its day-ahead clearing price.</summary>
    AncillaryAward = 3,

    /// <summary>What was awarded ahead and not carried in real time, bought back at the real-time clearing price.</summary>
    AncillaryImbalance = 4,

    /// <summary>Capacity sold as emergency response.</summary>
    EmergencyResponse = 5,

    /// <summary>The share of the transmission system by demand at the coincident peaks.</summary>
    CoincidentPeak = 6,

    /// <summary>The wires company's tariff: demand, energy, ratchet.</summary>
    Delivery = 7,

    /// <summary>What the retailer adds: adder, losses, fees.</summary>
    RetailAdder = 8,

    /// <summary>What hosted customers owe for their share, and what they are credited.</summary>
    Hosting = 9,
}
