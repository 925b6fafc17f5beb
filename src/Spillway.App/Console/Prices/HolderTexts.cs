using Spillway.App.Console.Texts;
using Spillway.Engine.Signals.Obligations;

namespace Spillway.App.Console.Prices;

/// <summary>Who holds MW, in the reader's language.</summary>
public static class HolderTexts
{
    /// <summary>A holding in words: what it is, whose, how much.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="held">The holding.</param>
    public static string Of(Reader reader, Holding held)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var power = Reader.Number(held.Power.Value, "#,##0.0");
        return held.Kind switch
        {
            HolderKind.EnergyBought => reader["bought ahead {0}: {1} MW", held.Name, power],
            HolderKind.EnergySold => reader["sold ahead {0}: {1} MW", held.Name, power],
            HolderKind.AncillaryUp => reader["ancillary upwards {0}: {1} MW", held.Name, power],
            HolderKind.AncillaryDown => reader["ancillary downwards {0}: {1} MW", held.Name, power],
            HolderKind.EmergencyResponse => reader["emergency response {0}: {1} MW", held.Name, power],
            HolderKind.HeldOff => reader["held off by {0}: {1} MW", held.Name, power],
            HolderKind.HeldOn => reader["held on by {0}: {1} MW", held.Name, power],
            HolderKind.Interconnection => reader["beyond the import limit: {0} MW", power],
            _ => reader["not running: {0} MW", power],
        };
    }
}
