namespace Spillway.Engine.Settlements.Baselines;

/// <summary>Whether what was delivered is what was asked for.</summary>
public enum DeliveryVerdict
{
    /// <summary>Within the band the whole time.</summary>
    Delivered = 0,

    /// <summary>Below the band at some time: a failure.</summary>
    TooLittle = 1,

    /// <summary>Above the band at some time and never below it: a failure.</summary>
    TooMuch = 2,
}
