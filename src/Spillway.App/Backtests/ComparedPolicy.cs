using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.App.Backtests;

/// <summary>One policy beside the others.</summary>
/// <param name="Run">What it did.</param>
/// <param name="Curtailed">Always-on energy less its own; negative where it drew more.</param>
/// <param name="CurtailedRatio">That over the always-on energy; null where that is zero.</param>
/// <param name="UpliftCapture">Its gain over always-on, as a share of what foresight gains; null where foresight gains nothing.</param>
/// <param name="Regret">What it leaves of foresight's net, as a share of what plain strike leaves; null where strike leaves nothing.</param>
public sealed record ComparedPolicy(
    PolicyRun Run, ExactEnergy Curtailed, decimal? CurtailedRatio, decimal? UpliftCapture, decimal? Regret);
