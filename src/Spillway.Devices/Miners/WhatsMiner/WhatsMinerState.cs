using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Units;

namespace Spillway.Devices.Miners.WhatsMiner;

/// <summary>What an order depends on.</summary>
/// <param name="IsOff">Whether it was told to stop.</param>
/// <param name="IsTuned">Whether it has found its frequencies: before that it takes no share of its power.</param>
/// <param name="Limit">The power it tuned itself to; null where it does not say.</param>
internal sealed record WhatsMinerState(bool IsOff, bool IsTuned, Watts? Limit)
{
    // Under this share machines are known to fall over and start again.
    private const decimal LeastPercent = 40m;
    private const decimal MostPercent = 100m;

    /// <summary>The share of its power that a target is; null where only a new limit, and with it a new start, reaches it.</summary>
    public int? Percent(Watts target)
    {
        if (!IsTuned || Limit is not { Value: > 0m } limit)
        {
            return null;
        }

        var percent = decimal.Floor(target.Value * 100m / limit.Value);
        return percent is >= LeastPercent and <= MostPercent ? (int)percent : null;
    }

    public static WhatsMinerState Of(MinerAnswers answers)
    {
        var summaries = answers.Sections("SUMMARY").Concat(answers.Sections("Msg")).Concat(answers.At("msg", "summary")).ToList();
        var tuned = summaries.Select(one => one.Flag("Upfreq Complete", "Hash Stable", "up-freq-finish")).FirstOrDefault(flag => flag is not null);
        var isOff = answers.Sections("Msg").Select(one => one.Flag("mineroff", "btmineroff")).FirstOrDefault(flag => flag is not null)
            ?? !answers.At("msg", "miner").Select(one => one.Flag("working")).FirstOrDefault(flag => flag is not null);
        return new(isOff == true, tuned == true && isOff != true, Quantities.Power(CgminerFields.Watts(summaries, "Power Limit", "power-limit")));
    }
}
