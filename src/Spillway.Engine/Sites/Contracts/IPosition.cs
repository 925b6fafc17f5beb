using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>Energy owed at an agreed price, whatever the site draws: it is worth the difference to the market's price.</summary>
public interface IPosition : IContract
{
    /// <summary>What was agreed per MWh. It is owed either way, so no running decision may read it.</summary>
    EnergyPrice Price { get; }

    /// <summary>The time for which it is said how much is owed: outside it, and in force, nobody said so.</summary>
    ContractTerm Known { get; }

    /// <summary>How much is owed in a span of time.</summary>
    /// <param name="start">When the span begins.</param>
    /// <param name="length">How long it lasts.</param>
    /// <returns>Bought energy positive, sold energy negative; zero while the contract is not in force.</returns>
    ExactEnergy Energy(Instant start, Duration length);
}
