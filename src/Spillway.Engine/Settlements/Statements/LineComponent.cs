namespace Spillway.Engine.Settlements.Statements;

/// <summary>Which part of its charge a line is: with charge, contract and interval it names the line.</summary>
public enum LineComponent
{
    /// <summary>What was metered.</summary>
    Consumption = 0,

    /// <summary>A position's quantity at its agreed or awarded price.</summary>
    Purchase = 1,

    /// <summary>The same quantity given back at the real-time price: what the position is worth in the interval.</summary>
    RealTimeValue = 2,

    /// <summary>What a sell-back loses to the buyer: the spread on energy that was not drawn.</summary>
    SellBackSpread = 3,

    /// <summary>A capacity payment.</summary>
    Award = 4,

    /// <summary>A deviation from an award.</summary>
    Imbalance = 5,

    /// <summary>A price on top of energy.</summary>
    Adder = 6,

    /// <summary>Losses between the meter and the settlement point.</summary>
    Losses = 7,

    /// <summary>A fee.</summary>
    Fee = 8,

    /// <summary>A charge on the highest demand of a period.</summary>
    Demand = 9,

    /// <summary>A charge on demand that an earlier peak holds up.</summary>
    Ratchet = 10,

    /// <summary>A charge on delivered energy.</summary>
    Energy = 11,

    /// <summary>What a customer owes for its share.</summary>
    Share = 12,

    /// <summary>What a customer or the site is credited.</summary>
    Credit = 13,

    /// <summary>A penalty for what was not delivered.</summary>
    Penalty = 14,
}
