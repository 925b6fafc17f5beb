namespace Spillway.Devices.Wire.Meters;

/// <summary>The order in which a number's bytes arrive; A is the most significant.</summary>
public enum WordOrder
{
    /// <summary>High word first, high byte first: by far the most common.</summary>
    ABCD,

    /// <summary>Low word first, high byte first.</summary>
    CDAB,

    /// <summary>High word first, low byte first.</summary>
    BADC,

    /// <summary>Low word first, low byte first.</summary>
    DCBA,
}
