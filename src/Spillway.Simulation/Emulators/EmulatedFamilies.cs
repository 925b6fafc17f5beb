using System.Collections.Immutable;
using Spillway.Simulation.Emulators.Antminer;
using Spillway.Simulation.Emulators.Auradine;
using Spillway.Simulation.Emulators.Avalon;
using Spillway.Simulation.Emulators.AxeOs;
using Spillway.Simulation.Emulators.Braiins;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.Emulators.Epic;
using Spillway.Simulation.Emulators.Hiveon;
using Spillway.Simulation.Emulators.LuxOs;
using Spillway.Simulation.Emulators.Proto;
using Spillway.Simulation.Emulators.VNish;
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
            new AntminerFamily(),
            new AuradineFamily(),
            new AvalonFamily(),
            new AxeOsFamily(),
            new BraiinsFamily(),
            new PlainCgminerFamily(),
            new EpicFamily(),
            new HiveonFamily(),
            new LuxOsFamily(),
            new ProtoFamily(),
            new VNishFamily(),
            new WhatsMinerFamily(),
        }.ToImmutableSortedDictionary(family => family.Family, family => family, StringComparer.Ordinal);
}
