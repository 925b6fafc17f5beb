using System.Collections.Immutable;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.Emulators.WhatsMiner;

namespace Spillway.Simulation.Emulators;

/// <summary>The families that can be emulated, by name. Each is asked for once a host.</summary>
public static class EmulatedFamilies
{
    /// <summary>New emulators of all families.</summary>
    /// <returns>By the name that drivers and site files use.</returns>
    public static ImmutableSortedDictionary<string, IEmulatedFamily> Create() =>
        new IEmulatedFamily[]
        {
            new PlainCgminerFamily(),
            new WhatsMinerFamily(),
        }.ToImmutableSortedDictionary(family => family.Family, family => family, StringComparer.Ordinal);
}
