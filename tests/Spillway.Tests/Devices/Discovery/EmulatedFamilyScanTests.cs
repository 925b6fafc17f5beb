using System.Net;
using NodaTime;
using Shouldly;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

[Collection(nameof(StandardPorts))]
public sealed class EmulatedFamilyScanTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 12, 0);

    [Fact]
    public async Task Emulated_machines_of_every_family_are_recognised_as_what_they_are()
    {
        var families = EmulatedFamilies.Create().Values.ToList();
        var devices = families.Select((family, at) => (Address: new IPAddress([127, 83, 20, (byte)(at + 1)]), Device: (IEmulatedDevice)Machine(family, at + 1)))
            .ToDictionary(one => one.Address, one => one.Device);
        var options = new EmulatorOptions(devices, [], EmulatorBinding.OneListenerAnAddress, TestContext.Current.SendDiagnosticMessage);
        await using var host = await EmulatorHost.StartAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);

        var found = await NetworkScanTests.SearchAsync($"127.83.20.1-{families.Count}", shift: host.LowPortShift);

        found.Select(one => one.Family).ShouldBe(families.Select(family => family.Family));
        found.Single(one => one.Family == "whatsminer").Mac.ShouldNotBeNull();
    }

    private static MachineDevice Machine(IEmulatedFamily family, int number)
    {
        var physics = new PhysicalMachine(MachineBuild.Of(family.Family, "M50S", 3000, 100), MachineIdentity.Of(number), 1, _start);
        physics.Settle(_start);
        return new(family, new EmulatedMachine(physics, new WorldClock(TimeProvider.System, _start, 1)));
    }
}
