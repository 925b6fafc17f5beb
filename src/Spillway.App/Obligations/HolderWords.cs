using Spillway.Engine.Signals.Obligations;

namespace Spillway.App.Obligations;

/// <summary>The words of files and screens for who holds MW.</summary>
internal static class HolderWords
{
    /// <summary>A kind of holder.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Its word.</returns>
    public static string Of(HolderKind kind) => kind switch
    {
        HolderKind.EnergyBought => "energy-bought",
        HolderKind.EnergySold => "energy-sold",
        HolderKind.AncillaryUp => "ancillary-up",
        HolderKind.AncillaryDown => "ancillary-down",
        HolderKind.EmergencyResponse => "emergency-response",
        HolderKind.HeldOff => "held-off",
        HolderKind.HeldOn => "held-on",
        HolderKind.Interconnection => "interconnection",
        HolderKind.NotRunning => "not-running",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a known holder."),
    };
}
