namespace Spillway.Devices.Wire.SunSpec;

/// <summary>What is read of a SunSpec meter model.</summary>
public enum SunSpecFigure
{
    /// <summary>Total real power. Unit: W.</summary>
    Power,

    /// <summary>Energy drawn. Unit: Wh.</summary>
    ImportedEnergy,

    /// <summary>Energy given back. Unit: Wh.</summary>
    ExportedEnergy,

    /// <summary>Mean voltage to neutral. Unit: V.</summary>
    Voltage,

    /// <summary>Grid frequency. Unit: Hz.</summary>
    Frequency,

    /// <summary>Power factor. Unit: %, though some devices tell a ratio.</summary>
    PowerFactor,

    /// <summary>First phase to neutral. Unit: V.</summary>
    Voltage1,

    /// <summary>Second phase to neutral. Unit: V.</summary>
    Voltage2,

    /// <summary>Third phase to neutral. Unit: V.</summary>
    Voltage3,

    /// <summary>Current of the first phase. Unit: A.</summary>
    Current1,

    /// <summary>Current of the second phase. Unit: A.</summary>
    Current2,

    /// <summary>Current of the third phase. Unit: A.</summary>
    Current3,
}
