namespace Spillway.Units;

/// <summary>Energy kept as megawatt-minutes, so that sums over any interval length stay exact.</summary>
/// <param name="MegawattMinutes">MW times minutes; consumption positive.</param>
public readonly record struct ExactEnergy(decimal MegawattMinutes)
{
    private const decimal MinutesPerHour = 60m;

    /// <summary>No energy.</summary>
    public static ExactEnergy Zero => default;

    /// <summary>The energy that a constant power draws in some minutes.</summary>
    /// <param name="power">The power, consumption positive.</param>
    /// <param name="minutes">How long.</param>
    /// <returns>The exact energy.</returns>
    public static ExactEnergy From(Megawatts power, Minutes minutes) => new(power.Value * minutes.Value);

    /// <summary>What this energy costs at a price; negative where the buyer is paid.</summary>
    /// <param name="price">Currency per MWh.</param>
    /// <returns>The exact cost.</returns>
    public ExactMoney At(EnergyPrice price) => new(MegawattMinutes * price.Value * 24m);

    /// <summary>The energy in MWh with at most 28 digits.</summary>
    public MegawattHours ToMegawattHours() => new(MegawattMinutes / MinutesPerHour);

    /// <summary>Adds exactly.</summary>
    public static ExactEnergy operator +(ExactEnergy left, ExactEnergy right) =>
        new(left.MegawattMinutes + right.MegawattMinutes);

    /// <summary>Subtracts exactly.</summary>
    public static ExactEnergy operator -(ExactEnergy left, ExactEnergy right) =>
        new(left.MegawattMinutes - right.MegawattMinutes);
}
