using System.Collections.Immutable;
using System.Net;

namespace Spillway.App.Emulation;

/// <summary>Neighbouring devices of one kind, as a person reads where they stand.</summary>
/// <param name="Load">The load; empty for what belongs to the whole site.</param>
/// <param name="What">What they are: the machine's name, a breaker's wiring, a meter's map.</param>
/// <param name="Family">The protocol family.</param>
/// <param name="Devices">How many.</param>
/// <param name="First">The first one's address.</param>
/// <param name="Last">The last one's address.</param>
/// <param name="Ports">Their standard ports.</param>
public sealed record EmulatedStretch(string Load, string What, string Family, int Devices, IPAddress First, IPAddress Last, ImmutableArray<int> Ports);
