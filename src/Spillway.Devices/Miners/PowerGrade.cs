namespace Spillway.Devices.Miners;

/// <summary>How much a machine's watts can be trusted.</summary>
public enum PowerGrade
{
    /// <summary>The device says no watts.</summary>
    None,

    /// <summary>A setting, limit or target, and not what is drawn.</summary>
    Nameplate,

    /// <summary>The firmware's arithmetic over voltage, frequency or a table.</summary>
    Estimated,

    /// <summary>Measured by the power supply or an input sensor of the device.</summary>
    Measured,
}
