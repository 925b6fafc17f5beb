namespace Spillway.Engine.Signals;

/// <summary>What a published figure tells beside the real-time price.</summary>
public enum PublicationKind
{
    /// <summary>The day-ahead price of an hour, per MWh.</summary>
    DayAheadPrice = 1,

    /// <summary>The system's load in an hour, MW.</summary>
    SystemLoad = 2,

    /// <summary>The system's wind generation in an hour, MW.</summary>
    WindGeneration = 3,

    /// <summary>The system's generation of all fuels in an hour, MW.</summary>
    SystemGeneration = 4,
}
