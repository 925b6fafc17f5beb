namespace Spillway.Devices.Wire.Meters;

/// <summary>What a register of a meter tells.</summary>
public enum MeterQuantity
{
    /// <summary>Active power of all phases.</summary>
    Power,

    /// <summary>Active power of the first phase; the three stand for the whole where there is no total.</summary>
    Power1,

    /// <summary>Active power of the second phase.</summary>
    Power2,

    /// <summary>Active power of the third phase.</summary>
    Power3,

    /// <summary>Energy drawn since the meter was made.</summary>
    ImportedEnergy,

    /// <summary>Energy given back since the meter was made.</summary>
    ExportedEnergy,

    /// <summary>Mean of the phase-to-neutral voltages.</summary>
    Voltage,

    /// <summary>First phase to neutral; the mean of the three stands for the whole where there is no mean.</summary>
    Voltage1,

    /// <summary>Second phase to neutral.</summary>
    Voltage2,

    /// <summary>Third phase to neutral.</summary>
    Voltage3,

    /// <summary>Grid frequency.</summary>
    Frequency,

    /// <summary>Power factor of all phases.</summary>
    PowerFactor,
}
