using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>The baseline of a load resource: its mean power in the minutes before an instruction, five where nothing else is said.</summary>
/// <remarks>ERCOT Protocols 8.1.1.4.3. Samples need not be evenly spaced: each counts as long as it holds.</remarks>
/// <param name="Power">The mean; null where no sample lies before the instruction.</param>
/// <param name="Covered">The share of those minutes for which there is a sample.</param>
public readonly record struct InstructionBaseline(Megawatts? Power, Ratio Covered)
{
    private static readonly Duration _before = Duration.FromMinutes(5);

    /// <summary>Works it out over the five minutes before.</summary>
    /// <param name="samples">The samples, ascending by instant; those at or after the instruction count nothing.</param>
    /// <param name="instruction">When the instruction came.</param>
    /// <returns>The baseline.</returns>
    public static InstructionBaseline Of(IReadOnlyList<PowerSample> samples, Instant instruction) => Of(samples, instruction, _before);

    /// <summary>Works it out.</summary>
    /// <param name="samples">The samples, ascending by instant; those at or after the instruction count nothing.</param>
    /// <param name="instruction">When the instruction came.</param>
    /// <param name="before">Over which time before it; above zero.</param>
    /// <returns>The baseline.</returns>
    public static InstructionBaseline Of(IReadOnlyList<PowerSample> samples, Instant instruction, Duration before)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Invariant.Holds(before > Duration.Zero);
        var from = instruction - before;
        var (sum, covered) = (0m, 0m);
        for (var index = 0; index < samples.Count && samples[index].At < instruction; index++)
        {
            var until = index + 1 < samples.Count ? Instant.Min(samples[index + 1].At, instruction) : instruction;
            var held = (until - Instant.Max(samples[index].At, from)).BclCompatibleTicks;
            if (held > 0)
            {
                sum += samples[index].Power.Value * held;
                covered += held;
            }
        }

        return covered == 0m ? new(null, new(0m)) : new(new Megawatts(sum / covered), new(covered / before.BclCompatibleTicks));
    }
}
