using NodaTime;
using Shouldly;
using Spillway.Devices.Miners;
using Spillway.Simulation.World;
using Spillway.Tests.Devices.Miners;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>How fast a driver's machine follows on its emulator, in seconds of the emulated world; a reading every second.</summary>
/// <param name="Case">The machine.</param>
/// <param name="Capabilities">What its driver declares.</param>
/// <param name="WattsDown">From the sleep order until the plug draws no more than asleep; null where the family takes no orders.</param>
/// <param name="ReadAsleep">From the sleep order until the driver reads it: no hash rate and, where it says watts, under a tenth of
/// normal.</param>
/// <param name="ReadHashing">From the wake order until the driver reads 95 % of the full hash rate.</param>
internal sealed record MeasuredResponse(MinerCase Case, MinerCapabilities Capabilities, int? WattsDown, int? ReadAsleep, int? ReadHashing)
{
    private const int SecondsAtMost = 3_600;

    public static async Task<MeasuredResponse> OfAsync(MinerCase one)
    {
        await using var test = await EmulatedMiner.StartAsync(one.Emulator, one.Build, one.Right);
        var can = test.Driver.Capabilities;
        if (!can.Can(MinerAction.Sleep) || one.Lacks.Contains(MinerAction.Sleep))
        {
            return new(one, can, null, null, null);
        }

        await ToldAsync(test, MinerCommand.Sleep);
        int? down = null;
        var asleep = await SecondsUntilAsync(test, (reading, second) =>
        {
            down ??= test.Now.Watts <= one.Build.SleepWatts * 1.1 ? second : null;
            return down is not null && IsAsleep(reading, one.Build);
        });
        test.Pass((int)Duration.FromMinutes(30).TotalSeconds);
        await ToldAsync(test, MinerCommand.Wake);
        var hashing = await SecondsUntilAsync(test, (reading, _) => IsHashing(reading, one.Build));
        return new(one, can, down, asleep, hashing);
    }

    private static bool IsAsleep(MinerReading reading, MachineBuild build) =>
        (reading.Hashrate?.Value ?? 0m) == 0m
        && (reading is not { Power: { } power, PowerGrade: > PowerGrade.Nameplate } || (double)power.Value < build.Modes[0].Watts * 0.1);

    private static bool IsHashing(MinerReading reading, MachineBuild build) =>
        reading.Mode != MinerMode.Sleep && (double)(reading.Hashrate?.Value ?? 0m) >= build.Modes[0].HashrateThPerS * 0.95;

    private static async Task ToldAsync(EmulatedMiner test, MinerCommand command)
    {
        var answer = await test.TellAsync(command);
        answer.IsAnswered.ShouldBeTrue(answer.Fault?.ToString());
    }

    // A machine that restarts does not answer for a while: that is no end of the count.
    private static async Task<int> SecondsUntilAsync(EmulatedMiner test, Func<MinerReading, int, bool> holds)
    {
        for (var second = 0; second <= SecondsAtMost; second++)
        {
            if (await test.ReadAsync() is { IsAnswered: true, Value: { } reading } && holds(reading, second))
            {
                return second;
            }

            test.Pass(1);
        }

        throw new ShouldAssertException($"{test.Driver.Family}: not within {SecondsAtMost} s");
    }
}
