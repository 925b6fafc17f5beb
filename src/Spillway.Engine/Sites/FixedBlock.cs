using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>Power bought ahead at a fixed price: what is not burnt is sold back at the market's price.</summary>
/// <remarks>The price never enters a running decision: the block is owed whether the machines run or not.</remarks>
/// <param name="Id">The clause.</param>
/// <param name="Power">The block's size, flat over every interval.</param>
/// <param name="Price">What was agreed.</param>
public sealed record FixedBlock(ContractId Id, Megawatts Power, EnergyPrice Price);
