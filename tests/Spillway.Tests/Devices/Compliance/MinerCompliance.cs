using System.Text;
using NodaTime;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>What every driver of a miner keeps, shown against its emulator: derive one class a family and give it a
/// <see cref="MinerCase"/>.</summary>
public abstract partial class MinerCompliance
{
    private static readonly TcpLimits _limits = new() { MostBytes = 512 * 1024 };
    private static readonly Duration _longEnough = Duration.FromMinutes(30);

    /// <summary>The family.</summary>
    private protected abstract MinerCase Case { get; }

    /// <summary>Every family under the suite, by name; where a family has several machines, by theirs.</summary>
    internal static IReadOnlyList<MinerCase> All { get; } =
    [
        .. typeof(MinerCompliance).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(MinerCompliance)) && !type.IsAbstract)
            .Select(type => ((MinerCompliance)Activator.CreateInstance(type)!).Case)
            .OrderBy(one => one.Emulator.Family, StringComparer.Ordinal)
            .ThenBy(one => one.Build.Model, StringComparer.Ordinal),
    ];

    [Fact]
    public async Task What_it_shows_a_stranger_is_recognised_as_its_family()
    {
        await using var stand = await EmulatedStand.StartAsync(Case.Emulator, Case.Build, Case.IsSecured);

        var answers = await Case.Shows(stand);

        MinerDecoder.Decode(answers.Select((bytes, index) => ($"answer {index + 1}", (ReadOnlyMemory<byte>)bytes)), null).Family.ShouldBe(Case.Emulator.Family);
    }

    [Fact]
    public async Task A_reading_has_the_machines_numbers()
    {
        await using var test = await Started();

        var reading = await test.Read();

        var look = test.Stand.Machine.Look();
        reading.Family.ShouldBe(Case.Emulator.Family);
        reading.Mode.ShouldBeOneOf(MinerMode.Normal, MinerMode.Unknown);
        ((double)reading.Hashrate!.Value.Value).ShouldBe(look.ReportedHashrateThPerS, look.ReportedHashrateThPerS * 0.005);
        reading.UptimeSeconds.ShouldNotBeNull();
        if (Case.SaysPower)
        {
            ((double)reading.Power!.Value.Value).ShouldBe(look.ReportedWatts, look.ReportedWatts * 0.005);
            reading.PowerGrade.ShouldNotBe(PowerGrade.None);
            (reading.PowerGrade <= test.Driver.Capabilities.PowerGrade).ShouldBeTrue();
        }

        if (Case.SaysHeat)
        {
            ((double)reading.HottestCelsius!.Value).ShouldBe(look.ChipCelsius.Concat(look.BoardCelsius).Max(), 1.0);
            reading.FanRpm!.Value.ShouldBe(look.FanRpm);
        }
    }

    [Fact]
    public async Task Its_answers_to_polls_are_heard_as_they_came_and_those_to_orders_are_not()
    {
        await using var test = await Started();

        await test.Read();
        await test.Read();

        test.Heard.Answers.ShouldNotBeEmpty();
        test.Heard.Answers.ShouldAllBe(one => one.Machine.Equals(test.Stand.Endpoint.Address) && one.Answer.Length > 0);
        var bytes = test.Heard.Answers.Select((one, index) => ($"answer {index + 1}", (ReadOnlyMemory<byte>)one.Answer));
        if (Case.Emulator.Family != "braiins")
        {
            MinerDecoder.Decode(bytes, Case.Emulator.Family).Hashrate.ShouldNotBeNull();
        }

        var heard = test.Heard.Answers.Count;
        if (test.Can(MinerAction.Sleep))
        {
            await test.Told(MinerCommand.Sleep);
            test.Heard.Answers.Count.ShouldBe(heard);
        }

        test.Heard.Answers.ShouldAllBe(one => !Encoding.UTF8.GetString(one.Answer).Replace(" ", "").Contains("token\":\"", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task It_sleeps_by_watts_and_wakes_to_its_full_rate()
    {
        await using var test = await Started();
        if (!test.Can(MinerAction.Sleep))
        {
            await test.IsUnsupported(MinerCommand.Sleep);
            return;
        }

        await test.Told(MinerCommand.Sleep);
        test.Stand.Pass(_longEnough);
        var asleep = await test.Read();
        test.Stand.Machine.Look().Watts.ShouldBe(Case.Build.SleepWatts, Case.Build.SleepWatts * 0.1);
        (asleep.Hashrate?.Value ?? 0m).ShouldBe(0m);
        asleep.Mode.ShouldBe(Case.SaysSleep ? MinerMode.Sleep : MinerMode.Unknown);
        if (asleep is { Power: { } power, PowerGrade: > PowerGrade.Nameplate })
        {
            ((double)power.Value).ShouldBeLessThan(Case.Build.Modes[0].Watts * 0.1);
        }

        await test.Told(MinerCommand.Wake);
        test.Stand.Pass(_longEnough);
        var awake = await test.Read();
        awake.Mode.ShouldNotBe(MinerMode.Sleep);
        ((double)awake.Hashrate!.Value.Value).ShouldBe(test.Stand.Machine.Look().IdealHashrateThPerS, Case.Build.Modes[0].HashrateThPerS * 0.05);
    }

    [Fact]
    public async Task An_order_given_twice_does_no_harm()
    {
        await using var test = await Started();
        if (!test.Can(MinerAction.Sleep))
        {
            await test.IsUnsupported(MinerCommand.Sleep);
            return;
        }

        await test.Told(MinerCommand.Sleep);
        test.Stand.Pass(_longEnough);
        await test.Told(MinerCommand.Sleep);
        test.Stand.Pass(_longEnough);
        test.Stand.Machine.Look().Phase.ShouldBe(MachinePhase.Asleep);

        await test.Told(MinerCommand.Wake);
        test.Stand.Pass(_longEnough);
        await test.Told(MinerCommand.Wake);
        test.Stand.Pass(_longEnough);
        test.Stand.Machine.Look().Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public async Task Every_declared_mode_is_taken()
    {
        await using var test = await Started();
        if (!test.Can(MinerAction.SetMode))
        {
            await test.IsUnsupported(MinerCommand.Run(MinerMode.Low));
            return;
        }

        foreach (var mode in Case.Build.Modes.Select(figures => figures.Mode).Reverse())
        {
            var wanted = mode switch { MachineMode.Low => MinerMode.Low, MachineMode.High => MinerMode.High, _ => MinerMode.Normal };
            test.Driver.Capabilities.Modes.ShouldContain(wanted);
            await test.Told(MinerCommand.Run(wanted));
            test.Stand.Pass(_longEnough);
            test.Stand.Machine.Look().Mode.ShouldBe(mode);
            (await test.Read()).Mode.ShouldBeOneOf(wanted, MinerMode.Unknown);
        }
    }

    [Fact]
    public async Task A_mode_wakes_a_machine_that_sleeps()
    {
        await using var test = await Started();
        if (!test.Can(MinerAction.SetMode))
        {
            await test.IsUnsupported(MinerCommand.Run(MinerMode.Low));
            return;
        }

        await test.Told(MinerCommand.Sleep);
        test.Stand.Pass(_longEnough);
        await test.Told(MinerCommand.Run(MinerMode.Normal));
        test.Stand.Pass(_longEnough);

        test.Stand.Machine.Look().Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public async Task A_power_target_is_kept()
    {
        await using var test = await Started();
        if (!test.Can(MinerAction.SetPower))
        {
            await test.IsUnsupported(MinerCommand.KeepTo(new Watts(1000m)));
            return;
        }
        var target = Case.Build.Modes[0].Watts * 0.7;

        await test.Told(MinerCommand.KeepTo(new Watts((decimal)target)));
        test.Stand.Pass(_longEnough);

        test.Stand.Machine.Look().Watts.ShouldBeInRange(target * 0.6, target * 1.03);
    }

    [Fact]
    public async Task A_reboot_starts_it_anew()
    {
        await using var test = await Started();
        if (!test.Can(MinerAction.Reboot))
        {
            await test.IsUnsupported(MinerCommand.Reboot);
            return;
        }
        test.Stand.Pass(_longEnough);
        test.Stand.Machine.Look().Uptime.ShouldBe(_longEnough);

        await test.Told(MinerCommand.Reboot);
        test.Stand.Pass(Duration.FromMinutes(20));

        test.Stand.Machine.Look().Uptime.ShouldBeLessThan(Duration.FromMinutes(21));
        await test.Read();
    }

    [Fact]
    public async Task What_is_not_declared_is_unsupported_and_nothing_is_sent()
    {
        await using var test = await Started();

        foreach (var command in new[] { MinerCommand.Sleep, MinerCommand.Wake, MinerCommand.Reboot, MinerCommand.Run(MinerMode.Low), MinerCommand.KeepTo(new Watts(1000m)) })
        {
            var isDeclared = test.Driver.Capabilities.Can(command.Action) && (command.Action != MinerAction.SetMode || test.Driver.Capabilities.Modes.Contains(command.Mode));
            if (!isDeclared)
            {
                await test.IsUnsupported(command);
            }
        }

        test.Stand.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_machine_that_says_no_is_refused_and_one_that_only_says_yes_is_seen_awake()
    {
        await using var test = await Started();
        if (!test.Can(MinerAction.Sleep))
        {
            await test.IsUnsupported(MinerCommand.Sleep);
            return;
        }

        test.Suffers(MachineFaults.Refuses);
        (await test.Tell(MinerCommand.Sleep)).Fault!.Kind.ShouldBe(DeviceFaultKind.Refused);

        test.Suffers(MachineFaults.SaysDone);
        await test.Told(MinerCommand.Sleep);
        test.Stand.Pass(_longEnough);
        var reading = await test.Read();
        reading.Hashrate!.Value.Value.ShouldBeGreaterThan(0m);
    }

    [Fact]
    public async Task A_wrong_credential_is_said_once_and_not_tried_again_and_again()
    {
        await using var test = await Started(Case.Wrong);
        if (Case.Wrong is null)
        {
            // It asks for none: nothing that is given changes what it does.
            await using var other = await Started(new Credential("nobody", "wrong"));
            await other.Read();
            return;
        }

        (await test.Tell(MinerCommand.Sleep)).Fault!.Kind.ShouldBe(DeviceFaultKind.Unauthorised);
        var tried = test.Stand.Connections;
        for (var again = 0; again < 5; again++)
        {
            (await test.Tell(MinerCommand.Sleep)).Fault!.Kind.ShouldBe(DeviceFaultKind.Unauthorised);
        }

        test.Stand.Connections.ShouldBe(tried);
        test.Stand.Machine.Look().Phase.ShouldBe(MachinePhase.Hashing);
    }

    [Fact]
    public async Task A_session_that_ran_out_is_opened_again()
    {
        await using var test = await Started();
        if (!test.Can(MinerAction.Sleep))
        {
            await test.IsUnsupported(MinerCommand.Sleep);
            return;
        }

        await test.Told(MinerCommand.Sleep);
        test.Stand.Pass(Duration.FromDays(1));
        await test.Told(MinerCommand.Wake);
        test.Stand.Pass(_longEnough);

        test.Stand.Machine.Look().Phase.ShouldBe(MachinePhase.Hashing);
        await test.Read();
    }

    [Fact]
    public async Task It_is_called_once_at_a_time()
    {
        await using var test = await Started();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => test.Miner.ReadAsync(TestContext.Current.CancellationToken).AsTask()));

        answers.ShouldAllBe(answer => answer.IsAnswered);
        test.Stand.MostOpen.ShouldBeLessThanOrEqualTo(test.Driver.Capabilities.MostConnections);
    }

    [Fact]
    public async Task A_machine_without_power_is_unreachable_or_late()
    {
        await using var test = await Started();
        test.Stand.Physics.Power(isLive: false, test.Stand.Machine.Now);

        (await test.Ask()).Fault!.Kind.ShouldBeOneOf(DeviceFaultKind.Unreachable, DeviceFaultKind.Late);
    }

    private async Task<Held> Started(Credential? credential = null) => await Held.StartAsync(Case, credential, _limits);
}
