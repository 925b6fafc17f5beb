using Shouldly;
using Spillway.Devices.Fleet;
using Spillway.Devices.Miners;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Hostile and broken devices: bounded memory, bounded time, and the next call works.</summary>
public abstract partial class MinerCompliance
{
    // The limit, and what sockets and pipes between the two hold beyond it. Unit: bytes.
    private const long MostTaken = 32 * 1024 * 1024;

    public static TheoryData<string> Ruinous() => [.. Mischief.Ruinous().Select(one => one.Name)];

    public static TheoryData<string> Odd() => [.. Mischief.Odd().Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Ruinous))]
    public async Task A_device_that_cannot_be_read_is_a_fault_and_the_next_call_works(string name)
    {
        await using var test = await Started();
        var mischief = Mischief.Ruinous().Single(one => one.Name == name);

        test.Stand.Mischief = mischief;
        var answer = await test.WhileTimePasses(test.Miner.ReadAsync(TestContext.Current.CancellationToken).AsTask());
        answer.Fault.ShouldNotBeNull();
        answer.Fault.Detail.Any(char.IsControl).ShouldBeFalse();
        if (test.Can(MinerAction.Sleep))
        {
            (await test.WhileTimePasses(test.Miner.TellAsync(MinerCommand.Sleep, TestContext.Current.CancellationToken).AsTask())).Fault.ShouldNotBeNull();
        }

        mischief.Sent.ShouldBeLessThan(MostTaken);
        test.Stand.Mischief = null;
        await test.Read();
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Numbers_that_cannot_be_are_not_believed(string name)
    {
        await using var test = await Started();

        test.Stand.Mischief = Mischief.Odd().Single(one => one.Name == name);
        var answer = await test.WhileTimePasses(test.Miner.ReadAsync(TestContext.Current.CancellationToken).AsTask());
        if (answer.IsAnswered)
        {
            (answer.Value.Power?.Value ?? 0m).ShouldBeGreaterThanOrEqualTo(0m);
            (answer.Value.Hashrate?.Value ?? 0m).ShouldBeGreaterThanOrEqualTo(0m);
            (answer.Value.HottestCelsius ?? 0m).ShouldBeInRange(-50m, 250m);
        }

        test.Stand.Mischief = null;
        await test.Read();
    }

    [Fact]
    public async Task Ten_times_the_nameplate_is_not_believed()
    {
        var giant = Case.Build with { Modes = [.. Case.Build.Modes.Select(figures => figures with { Watts = 33_000 })] };
        await using var test = await Held.StartAsync(Case with { Build = giant }, null, _limits);

        var reading = await test.Read();

        reading.Power.ShouldBeNull();
        reading.PowerGrade.ShouldBe(PowerGrade.None);
        if (!Case.SaysPower)
        {
            return;
        }

        reading.Faults!.Value.ShouldContain(fault => fault.Contains("not believed"));
    }

    [Fact]
    public async Task Ten_times_what_its_group_draws_and_hashes_is_not_believed_however_small_the_machine()
    {
        var own = Case.Build.Modes;
        var group = new FleetGroup(
            [], new([], [], default, default, PowerGrade.Measured, false, 1),
            [.. own.Select(static figures => new FleetMode(MinerMode.Normal, new((decimal)figures.Watts)) { Hashrate = new((decimal)figures.HashrateThPerS) })], 0);
        var giant = Case.Build with { Modes = [.. own.Select(static figures => figures with { Watts = figures.Watts * 10, HashrateThPerS = figures.HashrateThPerS * 10 })] };
        await using var sound = await Held.StartAsync(Case, null, _limits);
        await using var test = await Held.StartAsync(Case with { Build = giant }, null, _limits);

        var honest = await sound.Read();
        var reading = ReadingBounds.Of(group, await test.Read());

        ReadingBounds.Of(group, honest).ShouldBeSameAs(honest);
        reading.Power.ShouldBeNull();
        reading.Hashrate.ShouldBeNull();
        reading.Faults!.Value.ShouldContain(static fault => fault.Contains("TH/s of its group; not believed", StringComparison.Ordinal));
        if (Case.SaysPower)
        {
            reading.Faults!.Value.ShouldContain(static fault => fault.StartsWith("power ", StringComparison.Ordinal) && fault.EndsWith("not believed", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_callers_token_ends_the_wait()
    {
        await using var test = await Started();
        test.Stand.Mischief = Mischief.Ruinous().Single(one => one.Name == "says nothing");
        using var source = new CancellationTokenSource();

        var call = test.Miner.ReadAsync(source.Token).AsTask();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call.WaitAsync(Held.Patience));
        test.Stand.Mischief = null;
        await test.Read();
    }
}
