using Spillway.Units;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>One thing a site can sell: how much there is, how much is sold already, how much is left or missing.</summary>
/// <param name="Whole">How much there is.</param>
/// <param name="Held">How much of it is sold or held.</param>
/// <param name="Free">How much may still be sold; zero where anything is missing.</param>
/// <param name="Missing">How much is sold that is not there; above zero an award does not stand.</param>
public readonly record struct HeadroomSide(Megawatts Whole, Megawatts Held, Megawatts Free, Megawatts Missing)
{
    internal static HeadroomSide Of(Megawatts whole, Megawatts held)
    {
        var left = whole - held;
        return new(whole, held, left > Megawatts.Zero ? left : Megawatts.Zero, left < Megawatts.Zero ? -left : Megawatts.Zero);
    }
}
