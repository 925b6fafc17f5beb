namespace Spillway.Units;

/// <summary>An amount of money kept over the fixed denominator 1,440, so that sums of rates per day times minutes stay
/// exact until the one rounding at the end.</summary>
/// <remarks>A hash price is stated per day and a restart in minutes; divided early, a third of a cent would be lost in
/// every interval. Sums here are exact as long as they fit 28 digits, which a century of a gigawatt does.</remarks>
/// <param name="Numerator">The amount times 1,440: a rate per day times minutes.</param>
public readonly record struct ExactMoney(decimal Numerator)
{
    private const decimal MinutesPerDay = 1440m;

    /// <summary>No money.</summary>
    public static ExactMoney Zero => default;

    /// <summary>What a rate per day comes to in some minutes.</summary>
    /// <param name="perDay">Currency per day.</param>
    /// <param name="minutes">How long it runs.</param>
    /// <returns>The exact amount.</returns>
    public static ExactMoney FromDailyRate(decimal perDay, Minutes minutes) => new(perDay * minutes.Value);

    /// <summary>A plain amount.</summary>
    /// <param name="amount">Currency.</param>
    /// <returns>The same amount, exact.</returns>
    public static ExactMoney FromMoney(Money amount) => new(amount.Value * MinutesPerDay);

    /// <summary>The amount with at most 28 digits, not rounded to the cent.</summary>
    public Money ToMoney() => new(Numerator / MinutesPerDay);

    /// <summary>The amount to the cent, halves away from zero: the one rounding of a statement.</summary>
    public Money ToCent() => new(Math.Round(Numerator / MinutesPerDay, 2, MidpointRounding.AwayFromZero));

    /// <summary>Adds exactly.</summary>
    public static ExactMoney operator +(ExactMoney left, ExactMoney right) => new(left.Numerator + right.Numerator);

    /// <summary>Subtracts exactly.</summary>
    public static ExactMoney operator -(ExactMoney left, ExactMoney right) => new(left.Numerator - right.Numerator);
}
