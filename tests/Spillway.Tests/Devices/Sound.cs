using Spillway.Devices;
using Spillway.Devices.Meters;
using Spillway.Devices.Miners;
using Xunit;

namespace Spillway.Tests.Devices;

/// <summary>What holds of every answer that was taken, however it came: numbers that can be, words that steer no terminal.</summary>
internal static class Sound
{
    // Sums of fields stay below it; the number type ends at 7.9e28.
    private const decimal Most = 1e24m;

    public static void Fault(DeviceFault? fault)
    {
        if (fault is not null)
        {
            Holds(Enum.IsDefined(fault.Kind), "a fault is of a kind");
            Words(fault.Detail, isWord: false);
        }
    }

    public static void Answer(DeviceAnswer<Acknowledgement> answer)
    {
        Fault(answer.Fault);
        Words(answer.Value?.Words, isWord: false);
    }

    public static void Answer(DeviceAnswer<string> answer)
    {
        Fault(answer.Fault);
        Words(answer.Value, isWord: true);
    }

    public static void Answer(DeviceAnswer<MinerReading> answer)
    {
        Fault(answer.Fault);
        if (answer.IsAnswered)
        {
            Reading(answer.Value);
        }
    }

    public static void Reading(MinerReading reading)
    {
        Holds(reading.Power is null == (reading.PowerGrade == PowerGrade.None), "watts have a grade, and no watts have none");
        Holds(reading.Power is not { Value: < 0m or >= Most }, "watts are not negative");
        Holds(reading.Hashrate is not { Value: < 0m or >= Most }, "a hash rate is not negative");
        Holds(reading.HottestCelsius is null or (> -50m and < 250m), "a temperature can be");
        Holds(reading.FanRpm is not { } fans || fans.All(speed => speed is >= 0 and < 100_000), "a fan's speed can be");
        Holds(reading.UptimeSeconds is null or (>= 0 and <= int.MaxValue), "a time since the start can be");
        Holds(Enum.IsDefined(reading.Mode), "a mode is one");
        Words(reading.Model, isWord: true);
        Words(reading.Firmware, isWord: true);
        Words(reading.Mac, isWord: true);
        foreach (var fault in reading.Faults ?? [])
        {
            Words(fault, isWord: false);
        }

        foreach (var pool in reading.Pools ?? [])
        {
            Words(pool.Url, isWord: false);
            Words(pool.User, isWord: true);
            Words(pool.Status, isWord: true);
        }
    }

    public static void Reading(MeterReading reading)
    {
        Number(reading.Power?.Value);
        Number(reading.ImportedEnergy?.Value);
        Number(reading.ExportedEnergy?.Value);
        Number(reading.VoltageVolts);
        Number(reading.FrequencyHertz);
        Holds(reading.PowerFactor is null or (>= -1m and <= 1m), "a power factor can be");
        var quality = reading.Quality;
        foreach (var amperes in quality.Phases.Select(static phase => phase.Current).Append(quality.Current))
        {
            Holds(amperes is null or { Value: >= 0m and <= 1_000_000m }, "a current can be");
        }

        foreach (var ratio in quality.Phases.SelectMany(static phase => new[] { phase.VoltageDistortion, phase.CurrentDistortion }).Append(quality.VoltageDistortion).Append(quality.CurrentDistortion))
        {
            Holds(ratio is null or { Value: >= 0m and <= 10m }, "a distortion can be");
        }

        foreach (var phase in quality.Phases)
        {
            Number(phase.VoltageVolts);
        }
    }

    public static void Words(string? words, bool isWord)
    {
        Holds(words is null || !words.Any(char.IsControl), "no word steers a terminal");
        Holds(!isWord || words is null || words.Length > 0, "a word that is there is not empty");
    }

    public static void Holds(bool holds, string what) => Assert.True(holds, what);

    private static void Number(decimal? number) => Holds(number is null || decimal.Abs(number.Value) < 2m * Most, "a number is far from the end of its type");
}
