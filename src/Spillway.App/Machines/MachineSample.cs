using NodaTime;
using Spillway.Units;

namespace Spillway.App.Machines;

/// <summary>What a machine said of its running at one poll.</summary>
/// <param name="At">When its answer came.</param>
/// <param name="Power">What it draws by its own word, measured or estimated. Unit: W; null where it did not say.</param>
/// <param name="Hashrate">Over its shortest window. Unit: TH/s; null where it did not say.</param>
public sealed record MachineSample(Instant At, Watts? Power, TerahashesPerSecond? Hashrate);
