using System.Collections.Immutable;

namespace Spillway.Devices.Wire.SunSpec;

/// <summary>The figures of the SunSpec meter models: where they stand, counted from the model's own number.</summary>
public static class SunSpecMap
{
    /// <summary>The two registers that every SunSpec map begins with: 'SunS'.</summary>
    public const uint Marker = 0x5375_6E53;

    /// <summary>The number that stands after the last model.</summary>
    public const ushort End = 0xFFFF;

    /// <summary>Model that names the device; every chain begins with it.</summary>
    public const ushort Device = 1;

    /// <summary>Registers of an integer meter model, number and length not counted.</summary>
    public const int IntegerLength = 105;

    /// <summary>Registers of a float meter model, number and length not counted.</summary>
    public const int FloatLength = 124;

    /// <summary>Where a map may begin, in the order of asking.</summary>
    public static ImmutableArray<int> Starts { get; } = [40_000, 50_000, 0];

    /// <summary>Whether a model is a meter of whole numbers and scale factors: single phase, split phase, wye, delta.</summary>
    /// <param name="model">Its number.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsIntegerMeter(ushort model) => model is >= 201 and <= 204;

    /// <summary>Whether a model is a meter of floats: single phase, split phase, wye, delta.</summary>
    /// <param name="model">Its number.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsFloatMeter(ushort model) => model is >= 211 and <= 214;

    /// <summary>How many phases a meter model is of.</summary>
    /// <param name="model">Its number.</param>
    /// <returns>1 to 3.</returns>
    public static int Phases(ushort model) => (model % 10) switch
    {
        1 => 1,
        2 => 2,
        _ => 3,
    };

    /// <summary>Where a figure stands in an integer model.</summary>
    /// <param name="figure">Which.</param>
    /// <returns>The figure's register and that of its scale factor.</returns>
    public static (int Value, int Scale) InWholeNumbers(SunSpecFigure figure) => figure switch
    {
        SunSpecFigure.Current1 => (3, 6),
        SunSpecFigure.Current2 => (4, 6),
        SunSpecFigure.Current3 => (5, 6),
        SunSpecFigure.Voltage => (7, 15),
        SunSpecFigure.Voltage1 => (8, 15),
        SunSpecFigure.Voltage2 => (9, 15),
        SunSpecFigure.Voltage3 => (10, 15),
        SunSpecFigure.Frequency => (16, 17),
        SunSpecFigure.Power => (18, 22),
        SunSpecFigure.PowerFactor => (33, 37),
        SunSpecFigure.ExportedEnergy => (38, 54),
        _ => (46, 54),
    };

    /// <summary>Where a figure stands in a float model.</summary>
    /// <param name="figure">Which.</param>
    /// <returns>Its first register.</returns>
    public static int InFloats(SunSpecFigure figure) => figure switch
    {
        SunSpecFigure.Current1 => 4,
        SunSpecFigure.Current2 => 6,
        SunSpecFigure.Current3 => 8,
        SunSpecFigure.Voltage => 10,
        SunSpecFigure.Voltage1 => 12,
        SunSpecFigure.Voltage2 => 14,
        SunSpecFigure.Voltage3 => 16,
        SunSpecFigure.Frequency => 26,
        SunSpecFigure.Power => 28,
        SunSpecFigure.PowerFactor => 52,
        SunSpecFigure.ExportedEnergy => 60,
        _ => 68,
    };

    /// <summary>Whether a figure is a counter of 32 bits in the integer models.</summary>
    /// <param name="figure">Which.</param>
    /// <returns>Whether it is; the others are 16 bits with sign.</returns>
    public static bool IsCounter(SunSpecFigure figure) => figure is SunSpecFigure.ImportedEnergy or SunSpecFigure.ExportedEnergy;
}
