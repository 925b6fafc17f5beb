namespace Spillway.Markets;

/// <summary>What a series of market figures tells.</summary>
public enum Product
{
    /// <summary>Real-time settlement point price, currency per MWh.</summary>
    RealTimePrice = 1,

    /// <summary>Day-ahead settlement point price, currency per MWh.</summary>
    DayAheadPrice = 2,

    /// <summary>Ancillary service clearing price, currency per MW and hour.</summary>
    AncillaryPrice = 3,

    /// <summary>Load of an area or of the system, MW as a mean of the interval.</summary>
    SystemLoad = 4,

    /// <summary>Generation of one fuel, MWh in the interval.</summary>
    Generation = 5,

    /// <summary>Hash price of a UTC day, currency per PH/s and day.</summary>
    Hashprice = 6,
}
