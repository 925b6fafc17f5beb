using System.Globalization;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>One field of a report, written as the device writes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its value.</param>
/// <param name="IsQuoted">Whether JSON puts it in quotes.</param>
public readonly record struct CgminerField(string Name, string Text, bool IsQuoted)
{
    /// <summary>A text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its value.</param>
    /// <returns>The field.</returns>
    public static CgminerField Of(string name, string text) => new(name, text, true);

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="number">Its value.</param>
    /// <returns>The field.</returns>
    public static CgminerField Of(string name, long number) => new(name, number.ToString(CultureInfo.InvariantCulture), false);

    /// <summary>A number with a fixed count of decimals.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="number">Its value.</param>
    /// <param name="decimals">How many.</param>
    /// <returns>The field.</returns>
    public static CgminerField Of(string name, double number, int decimals) =>
        new(name, number.ToString($"F{decimals}", CultureInfo.InvariantCulture), false);

    /// <summary>A truth.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isTrue">Its value.</param>
    /// <returns>The field.</returns>
    public static CgminerField Of(string name, bool isTrue) => new(name, isTrue ? "true" : "false", false);
}
