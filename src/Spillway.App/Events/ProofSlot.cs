using NodaTime;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>One interval of an event's proof: what would have been, what was, and what it is worth.</summary>
/// <param name="Start">When the part of the interval begins that counts.</param>
/// <param name="End">When it ends.</param>
/// <param name="Price">The price that settles it; null where it is not known yet: then no amount counts.</param>
/// <param name="Expected">What would have been drawn.</param>
/// <param name="Lowest">The least that would have been drawn.</param>
/// <param name="Highest">The most that would have been drawn.</param>
/// <param name="Actual">What was drawn; null where nothing was measured: then nothing of it counts.</param>
/// <param name="NotBought">Energy not drawn beyond what was bought ahead.</param>
/// <param name="SoldBack">Energy not drawn of what was bought ahead.</param>
/// <param name="Sold">What that was sold for, less what a buyer of unused energy keeps; zero where the price is not known.</param>
/// <param name="PowerCredits">What the sold energy fetched above its own price.</param>
/// <param name="Production">What production earned less than it would have; null where the interval has not ended.</param>
/// <param name="Hashes">How many exahashes were not tried; null where the interval has not ended.</param>
/// <param name="Wear">What starts cost that would not have been.</param>
public sealed record ProofSlot(
    Instant Start,
    Instant End,
    EnergyPrice? Price,
    Megawatts Expected,
    Megawatts Lowest,
    Megawatts Highest,
    Megawatts? Actual,
    MegawattHours NotBought,
    MegawattHours SoldBack,
    Money Sold,
    Money PowerCredits,
    Money? Production,
    decimal? Hashes,
    Money Wear)
{
    /// <summary>Its length in hours.</summary>
    public decimal Hours => (End - Start).BclCompatibleTicks / (decimal)NodaConstants.TicksPerHour;

    /// <summary>Energy not drawn.</summary>
    public MegawattHours NotDrawn => NotBought + SoldBack;

    /// <summary>Whether price, power and production are known, so that its amounts count.</summary>
    public bool IsSettled => Price is not null && Actual is not null && Production is not null;

    /// <summary>What was not paid for energy; zero where the price is not known.</summary>
    public Money Saved => new(NotBought.Value * (Price?.Value ?? 0m));
}
