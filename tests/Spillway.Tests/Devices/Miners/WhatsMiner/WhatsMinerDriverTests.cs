using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Simulation.Emulators.WhatsMiner;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Miners.WhatsMiner;

public sealed class WhatsMinerDriverTests
{
    private const string Older = "M30S++VH60";
    private const string Newer = "M60S_VK40";

    [Theory]
    [InlineData(Older, "20230803.11.REL")]
    [InlineData(Newer, "20251209.16.Rel2")]
    public async Task A_hashing_machine_reads_to_what_it_does(string model, string firmware)
    {
        await using var machine = await StartAsync(model);

        var reading = (await machine.ReadAsync()).Value!;

        reading.ShouldSatisfyAllConditions(
            () => reading.Family.ShouldBe("whatsminer"),
            () => reading.Model.ShouldBe(model),
            () => reading.Firmware.ShouldBe(firmware),
            () => reading.Mac.ShouldBe(machine.Machine.Identity.Mac),
            () => reading.Mode.ShouldBe(MinerMode.Normal),
            () => ((double)reading.Hashrate!.Value.Value).ShouldBe(machine.Now.ReportedHashrateThPerS, 0.01),
            () => ((double)reading.Power!.Value.Value).ShouldBe(machine.Now.ReportedWatts, 1),
            () => reading.PowerGrade.ShouldBe(PowerGrade.Measured),
            () => ((double)reading.HottestCelsius!.Value).ShouldBe(machine.Now.ChipCelsius.Max(), 0.1),
            () => reading.FanRpm!.Value.Length.ShouldBe(2),
            () => reading.Pools!.Value.ShouldHaveSingleItem().Status!.ShouldBe("alive", StringCompareShould.IgnoreCase),
            () => reading.Faults!.Value.ShouldBeEmpty());
    }

    [Theory]
    [InlineData(Older)]
    [InlineData(Newer)]
    public async Task A_machine_sleeps_and_wakes(string model)
    {
        await using var machine = await StartAsync(model);

        (await machine.TellAsync(MinerCommand.Sleep)).IsAnswered.ShouldBeTrue();
        machine.Pass(15);
        var asleep = (await machine.ReadAsync()).Value!;
        (await machine.TellAsync(MinerCommand.Wake)).IsAnswered.ShouldBeTrue();
        machine.Pass(600);
        var awake = (await machine.ReadAsync()).Value!;

        (asleep.Mode, asleep.Hashrate!.Value.Value, asleep.Power!.Value.Value < 60m).ShouldBe((MinerMode.Sleep, 0m, true));
        (awake.Mode, awake.Power!.Value.Value > 3000m).ShouldBe((MinerMode.Normal, true));
    }

    [Theory]
    [InlineData(Older, MinerMode.Low)]
    [InlineData(Older, MinerMode.High)]
    [InlineData(Newer, MinerMode.Low)]
    [InlineData(Newer, MinerMode.High)]
    public async Task A_sleeping_machine_told_a_mode_wakes_into_it(string model, MinerMode mode)
    {
        await using var machine = await StartAsync(model);
        await machine.TellAsync(MinerCommand.Sleep);
        machine.Pass(15);

        (await machine.TellAsync(MinerCommand.Run(mode))).IsAnswered.ShouldBeTrue();
        machine.Pass(600);

        (await machine.ReadAsync()).Value!.Mode.ShouldBe(mode);
        machine.Now.Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Theory]
    [InlineData(Older)]
    [InlineData(Newer)]
    public async Task A_tuned_machine_takes_a_share_of_its_power_within_seconds_and_an_untuned_one_a_limit(string model)
    {
        await using var machine = await StartAsync(model);

        (await machine.TellAsync(MinerCommand.KeepTo(new Watts(1980)))).IsAnswered.ShouldBeTrue();
        machine.Now.Phase.ShouldNotBe(MachinePhase.Stopping, "a share of its power needs no new start");
        machine.Now.LimitWatts.ShouldBe(1980);

        await machine.TellAsync(MinerCommand.Sleep);
        machine.Pass(15);
        await machine.TellAsync(MinerCommand.Wake);
        (await machine.TellAsync(MinerCommand.KeepTo(new Watts(2500)))).IsAnswered.ShouldBeTrue();
        machine.Now.LimitWatts.ShouldBe(2500);
    }

    [Fact]
    public async Task A_reboot_that_is_not_answered_on_the_older_port_is_done()
    {
        await using var machine = await StartAsync(Older);

        (await machine.TellAsync(MinerCommand.Reboot)).IsAnswered.ShouldBeTrue();

        machine.Now.Phase.ShouldBe(MachinePhase.Booting);
        (await machine.ReadAsync()).Fault!.Kind.ShouldBeOneOf(DeviceFaultKind.Unreachable, DeviceFaultKind.Late);
    }

    [Theory]
    [InlineData(Older)]
    [InlineData(Newer)]
    public async Task After_a_reboot_the_old_session_is_replaced_without_a_word(string model)
    {
        await using var machine = await StartAsync(model);
        await machine.TellAsync(MinerCommand.Sleep);
        await machine.TellAsync(MinerCommand.Reboot);
        machine.Pass(120);

        (await machine.TellAsync(MinerCommand.Sleep)).IsAnswered.ShouldBeTrue();
        machine.Now.IsToldToSleep.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Older)]
    [InlineData(Newer)]
    public async Task A_wrong_password_is_said_and_not_tried_again_for_minutes(string model)
    {
        await using var machine = await StartAsync(model, new("", "wrong"));

        var first = await machine.TellAsync(MinerCommand.Sleep);
        var second = await machine.TellAsync(MinerCommand.Sleep);

        first.Fault!.Kind.ShouldBe(DeviceFaultKind.Unauthorised);
        first.Fault.Detail.ShouldNotContain("wrong");
        second.Fault!.Detail.ShouldContain("Not tried again before");
        machine.Now.IsToldToSleep.ShouldBeFalse();
        (await machine.ReadAsync()).IsAnswered.ShouldBeTrue("reading needs no password");
    }

    [Theory]
    [InlineData(Older)]
    [InlineData(Newer)]
    public async Task The_sites_own_password_opens_it(string model)
    {
        var build = EmulatedMiner.Build("whatsminer", model) with { Password = "s1te_pw" };
        await using var machine = await EmulatedMiner.StartAsync(new WhatsMinerFamily(), build, new("admin", "s1te_pw"));

        (await machine.TellAsync(MinerCommand.Sleep)).IsAnswered.ShouldBeTrue();
    }

    [Fact]
    public async Task One_session_serves_many_orders_and_a_full_device_says_so()
    {
        await using var machine = await StartAsync(Older);

        for (var i = 0; i < 20; i++)
        {
            (await machine.TellAsync(i % 2 == 0 ? MinerCommand.Sleep : MinerCommand.Wake)).IsAnswered.ShouldBeTrue();
        }

        for (var i = 0; i < 15; i++)
        {
            await using var other = machine.Driver.Open(machine.Endpoint, null);
            (await other.TellAsync(MinerCommand.Wake, TestContext.Current.CancellationToken)).IsAnswered.ShouldBeTrue();
        }

        await using var last = machine.Driver.Open(machine.Endpoint, null);
        var full = await last.TellAsync(MinerCommand.Wake, TestContext.Current.CancellationToken);
        full.Fault!.Kind.ShouldBe(DeviceFaultKind.Refused);
        full.Fault.Detail.ShouldContain("over max connect");

        machine.Pass(31 * 60);
        (await last.TellAsync(MinerCommand.Wake, TestContext.Current.CancellationToken)).IsAnswered.ShouldBeTrue();
        (await machine.TellAsync(MinerCommand.Wake)).IsAnswered.ShouldBeTrue("an aged session is replaced");
    }

    [Theory]
    [InlineData(Older)]
    [InlineData(Newer)]
    public async Task A_machine_that_refuses_is_refused_with_its_words(string model)
    {
        await using var machine = await StartAsync(model);
        machine.Suffer(MachineFaults.Refuses);

        var answer = await machine.TellAsync(MinerCommand.Sleep);

        answer.Fault!.Kind.ShouldBe(DeviceFaultKind.Refused);
        answer.Fault.Detail.ShouldContain("not permitted");
    }

    [Theory]
    [InlineData(Older)]
    [InlineData(Newer)]
    public async Task Lost_boards_and_lost_pools_are_the_makers_numbers(string model)
    {
        await using var machine = await StartAsync(model);
        machine.Suffer(MachineFaults.BoardLost | MachineFaults.PoolLost);

        var reading = (await machine.ReadAsync()).Value!;

        reading.Faults!.Value.Select(fault => fault.Split(' ')[0]).ShouldBe(["531", "2020"]);
        reading.Pools!.Value.Single().Status!.ShouldBe("dead", StringCompareShould.IgnoreCase);
    }

    private static Task<EmulatedMiner> StartAsync(string model, Credential? credential = null) =>
        EmulatedMiner.StartAsync(new WhatsMinerFamily(), EmulatedMiner.Build("whatsminer", model), credential);
}
