using Spillway.Engine.Commands;
using Spillway.Engine.Settlements;
using Spillway.Units;

namespace Spillway.App.Backtests;

/// <summary>One interval of a policy, and what it left of what foresight earned in the same interval.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Settled">What it cost and earned.</param>
/// <param name="Loss">Foresight's net in the interval less the policy's; negative where the policy was ahead there.</param>
public sealed record CostlyDecision(Decision Decision, IntervalSettlement Settled, ExactMoney Loss);
