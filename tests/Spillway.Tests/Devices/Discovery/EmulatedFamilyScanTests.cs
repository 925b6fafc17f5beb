using Shouldly;
using Spillway.Devices.Discovery;
using Spillway.Simulation.Emulators;
using Spillway.Tests.Devices.Miners;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

public sealed class EmulatedFamilyScanTests
{
    public static TheoryData<string> Families => [.. EmulatedFamilies.Create().Keys];

    [Theory]
    [MemberData(nameof(Families))]
    public async Task An_emulated_machine_is_recognised_as_what_it_is(string family)
    {
        await using var machine = await EmulatedMiner.StartAsync(EmulatedFamilies.Create()[family], EmulatedMiner.Build(family, "M50S"));

        var found = (await NetworkScanTests.SearchAsync(machine.Endpoint.Address.ToString(), shift: machine.Endpoint.LowPortShift)).ShouldHaveSingleItem();

        found.Kind.ShouldBe(SightingKind.Miner);
        found.Family.ShouldBe(family);
    }

    [Fact]
    public async Task An_emulated_WhatsMiner_tells_its_MAC_to_anybody()
    {
        await using var machine = await EmulatedMiner.StartAsync(EmulatedFamilies.Create()["whatsminer"], EmulatedMiner.Build("whatsminer", "M50S"));

        var found = (await NetworkScanTests.SearchAsync(machine.Endpoint.Address.ToString(), shift: machine.Endpoint.LowPortShift)).ShouldHaveSingleItem();

        found.Mac.ShouldBe(machine.Machine.Identity.Mac);
        found.Model.ShouldNotBeNull();
    }
}
