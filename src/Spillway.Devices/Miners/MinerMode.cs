namespace Spillway.Devices.Miners;

/// <summary>How a machine runs, in the words all makers share.</summary>
public enum MinerMode
{
    /// <summary>The device did not say, or said a mode whose meaning is not known.</summary>
    Unknown,

    /// <summary>As built.</summary>
    Normal,

    /// <summary>Less power, better efficiency.</summary>
    Low,

    /// <summary>More power.</summary>
    High,

    /// <summary>Not hashing because it was told so; the boards draw nothing.</summary>
    Sleep,
}
