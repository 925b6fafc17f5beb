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

    /// <summary>Mean of the phases' currents.</summary>
    Current,

    /// <summary>Current of the first phase; the mean of the three stands for the whole where there is no mean.</summary>
    Current1,

    /// <summary>Current of the second phase.</summary>
    Current2,

    /// <summary>Current of the third phase.</summary>
    Current3,

    /// <summary>Total harmonic distortion of voltage, of all phases or the worst.</summary>
    VoltageDistortion,

    /// <summary>Total harmonic distortion of the first phase's voltage; the worst of the three stands for the whole where there is no whole.</summary>
    VoltageDistortion1,

    /// <summary>Total harmonic distortion of the second phase's voltage.</summary>
    VoltageDistortion2,

    /// <summary>Total harmonic distortion of the third phase's voltage.</summary>
    VoltageDistortion3,

    /// <summary>Total harmonic distortion of current, of all phases or the worst.</summary>
    CurrentDistortion,

    /// <summary>Total harmonic distortion of the first phase's current; the worst of the three stands for the whole where there is no whole.</summary>
    CurrentDistortion1,

    /// <summary>Total harmonic distortion of the second phase's current.</summary>
    CurrentDistortion2,

    /// <summary>Total harmonic distortion of the third phase's current.</summary>
    CurrentDistortion3,
}
