using System.Collections.Immutable;
using Spillway.Devices.Meters;

namespace Spillway.Devices.Fleet;

/// <summary>Everything on a site that is read and told, in the order of the plant.</summary>
/// <param name="Groups">The groups; their machines are numbered one after the other from 0.</param>
/// <param name="Feeds">The breakers.</param>
/// <param name="Meter">The meter at the grid connection; null where there is none.</param>
public sealed record FleetSite(ImmutableArray<FleetGroup> Groups, ImmutableArray<FleetFeed> Feeds, IMeter? Meter);
