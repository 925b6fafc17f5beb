namespace Spillway.Engine.Settlements.Statements;

/// <summary>What a line counts; its price is per one of these.</summary>
public enum LineUnit
{
    /// <summary>Energy, MWh.</summary>
    MegawattHour = 0,

    /// <summary>Capacity held for an hour, MW·h.</summary>
    MegawattHeldForAnHour = 1,

    /// <summary>Demand, MW, at a price for the whole period of the line.</summary>
    Megawatt = 2,

    /// <summary>A plain amount: the quantity is one.</summary>
    Each = 3,
}
