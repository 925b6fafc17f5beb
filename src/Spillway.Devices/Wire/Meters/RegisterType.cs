namespace Spillway.Devices.Wire.Meters;

/// <summary>How registers hold a number.</summary>
public enum RegisterType
{
    /// <summary>One register without sign.</summary>
    U16,

    /// <summary>One register in two's complement.</summary>
    S16,

    /// <summary>Two registers without sign.</summary>
    U32,

    /// <summary>Two registers in two's complement.</summary>
    S32,

    /// <summary>Four registers without sign.</summary>
    U64,

    /// <summary>Four registers in two's complement.</summary>
    S64,

    /// <summary>Two registers of a float of IEEE 754.</summary>
    F32,

    /// <summary>Four registers of a float of IEEE 754.</summary>
    F64,

    /// <summary>Two registers, each 0 to 9999: one counts the ten thousands.</summary>
    M10K,

    /// <summary>A float that folds a power factor's quadrant into its size: beyond 1 it is 2 − x, below −1 it is −2 − x.</summary>
    F32Quadrant,
}
