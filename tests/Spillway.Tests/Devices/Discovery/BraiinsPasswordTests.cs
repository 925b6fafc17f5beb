using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Discovery;
using Spillway.Simulation.Emulators.Braiins;
using Spillway.Simulation.World;
using Spillway.Tests.Devices.Compliance;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

/// <summary>Braiins OS has a log-in that changes nothing: it says whether the maker's password still opens the machine.</summary>
public sealed class BraiinsPasswordTests
{
    private static readonly MachineBuild _build = MachineBuild.Of("braiins", "Antminer S19j Pro", 3050, 100);

    [Theory]
    [InlineData("root", PasswordState.Factory)]
    [InlineData("what-we-have-set", PasswordState.Changed)]
    public async Task The_makers_password_is_tried_once_and_nothing_changes(string password, PasswordState expected)
    {
        await using var stand = await EmulatedStand.StartAsync(new BraiinsFamily(), _build with { User = "root", Password = password });
        using var lines = new ScanLines(new(), TimeProvider.System);

        var state = await new Visit(lines, stand.Endpoint).TryPasswordAsync(FactoryCredential.Of("braiins", null)!, TestContext.Current.CancellationToken);

        state.ShouldBe(expected);
        stand.Connections.ShouldBe(1);
        stand.Machine.Look().Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public async Task A_password_of_ones_own_is_tried_in_the_makers_place()
    {
        await using var stand = await EmulatedStand.StartAsync(new BraiinsFamily(), _build with { User = "root", Password = "ours" });
        using var lines = new ScanLines(new(), TimeProvider.System);

        var own = FactoryCredential.Of("braiins", new Credential("", "ours"))!;

        (await new Visit(lines, stand.Endpoint).TryPasswordAsync(own, TestContext.Current.CancellationToken)).ShouldBe(PasswordState.Factory);
        NetworkScan.CredentialFamilies.ShouldContain("braiins");
    }

    [Fact]
    public async Task Older_firmware_without_that_log_in_is_not_said_to_have_been_tried()
    {
        using var lines = new ScanLines(new(), TimeProvider.System);
        await using var closed = new LoopbackServer(static _ => Task.CompletedTask);
        var endpoint = closed.Device with { Forwarded = System.Collections.Immutable.ImmutableDictionary<int, int>.Empty.Add(50051, closed.Port) };

        (await new Visit(lines, endpoint).TryPasswordAsync(FactoryCredential.Of("braiins", null)!, TestContext.Current.CancellationToken)).ShouldBe(PasswordState.NotTried);
    }
}
