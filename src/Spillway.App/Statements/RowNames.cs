using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements;

/// <summary>What the row is that the quantity of a line was read from.</summary>
public static class RowNames
{
    /// <summary>A meter's interval.</summary>
    public const string Reading = "reading";

    /// <summary>A row of an awards file.</summary>
    public const string Award = "award";

    /// <summary>Whether a line is about an award: its quantity, and the price where it is the award's own, stand in a row of an
    /// awards file.</summary>
    /// <param name="line">The line's name.</param>
    /// <returns>False where the quantity is a meter's, or the contract's own.</returns>
    public static bool IsAward(LineId line) =>
        line.Charge is ChargeKind.DayAhead or ChargeKind.AncillaryAward or ChargeKind.AncillaryImbalance;

    /// <summary>The name of the row.</summary>
    /// <param name="line">The line's name.</param>
    /// <returns><see cref="Reading"/> or <see cref="Award"/>.</returns>
    public static string Of(LineId line) => IsAward(line) ? Award : Reading;
}
