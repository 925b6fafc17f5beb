using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements;

/// <summary>What a line counts, as files and screens write it.</summary>
internal static class LineUnits
{
    /// <summary>The unit of a quantity; a price is per one of these.</summary>
    public static string Of(LineUnit unit) => unit switch
    {
        LineUnit.MegawattHour => "MWh",
        LineUnit.MegawattHeldForAnHour => "MW.h",
        LineUnit.Megawatt => "MW",
        _ => "each",
    };

    /// <summary>The unit of a price, such as <c>USD/MWh</c>.</summary>
    /// <param name="unit">What the line counts.</param>
    /// <param name="currency">The currency.</param>
    public static string PriceOf(LineUnit unit, string currency) => unit == LineUnit.Each ? currency : $"{currency}/{Of(unit)}";

    /// <summary>The unit of a name.</summary>
    /// <returns>Null where there is none.</returns>
    public static LineUnit? Parse(string name)
    {
        foreach (var unit in Enum.GetValues<LineUnit>())
        {
            if (Of(unit) == name)
            {
                return unit;
            }
        }

        return null;
    }
}
