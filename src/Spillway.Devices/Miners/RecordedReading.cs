using System.Collections.Immutable;
using Spillway.Engine;

namespace Spillway.Devices.Miners;

/// <summary>What the recorded answers of one machine say.</summary>
/// <param name="Reading">The reading of those that could be read; <see cref="MinerReading.Unrecognised"/> where none could.</param>
/// <param name="Refused">Why each of the others was left out, in their order; one of <see cref="DeviceErrors"/>.</param>
/// <param name="IsAnythingLeft">Whether any answer could be read, of whatever family.</param>
public sealed record RecordedReading(MinerReading Reading, ImmutableArray<RefusedException> Refused, bool IsAnythingLeft);
