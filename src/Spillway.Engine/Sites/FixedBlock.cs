using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>Power bought ahead at a fixed price: what is not burnt is sold back at the market's price.</summary>
/// <remarks>The price never enters a running decision: the block is owed whether the machines run or not.</remarks>
/// <param name="Id">The clause.</param>
/// <param name="Power">The block's size: the power of every interval, or the most of its shape.</param>
/// <param name="Price">What was agreed.</param>
public sealed record FixedBlock(ContractId Id, Megawatts Power, EnergyPrice Price) : IPosition
{
    /// <inheritdoc/>
    public ContractTerm Term { get; init; } = ContractTerm.Always;

    /// <inheritdoc/>
    public ContractRounding Rounding { get; init; }

    /// <summary>Its shape, dates and nominations; null where it is flat at all times.</summary>
    public PowerSchedule? Schedule { get; init; }

    /// <summary>What the buyer of unused energy pays less than the market, per MWh; zero or more.</summary>
    public EnergyPrice SellBackSpread { get; init; }

    /// <inheritdoc/>
    public ContractTerm Known => Schedule?.Known ?? ContractTerm.Always;

    /// <inheritdoc/>
    public ExactEnergy Energy(Instant start, Duration length) =>
        Schedule?.Energy(start, length) ?? ExactEnergy.From(Power, new(length.BclCompatibleTicks / (decimal)NodaConstants.TicksPerMinute));
}
