using System.Collections.Immutable;
using Spillway.Devices.Wire.Meters;
using Spillway.Units;

namespace Spillway.Devices.Meters;

/// <summary>The figures of one reading while they come in, by quantity.</summary>
internal sealed class MeterFigures
{
    // Above what any conductor of a site carries, and above what any meter shows of a distortion; beyond it a register is the wrong one.
    private const decimal MostAmperes = 1_000_000;
    private const decimal MostDistortion = 10;

    private readonly decimal?[] _figures = new decimal?[Enum.GetValues<MeterQuantity>().Length];

    public decimal? this[MeterQuantity quantity]
    {
        get => _figures[(int)quantity];
        set => _figures[(int)quantity] = value;
    }

    /// <summary>Takes over what others hold.</summary>
    public void Take(MeterFigures others)
    {
        for (var index = 0; index < _figures.Length; index++)
        {
            _figures[index] ??= others._figures[index];
        }
    }

    /// <summary>Makes the reading: totals stand before sums, consumption is positive, and what cannot be is none.</summary>
    public MeterReading Reading(bool isConsumptionNegative)
    {
        var power = this[MeterQuantity.Power] ?? Sum(MeterQuantity.Power1, MeterQuantity.Power2, MeterQuantity.Power3);
        var imported = this[isConsumptionNegative ? MeterQuantity.ExportedEnergy : MeterQuantity.ImportedEnergy];
        var exported = this[isConsumptionNegative ? MeterQuantity.ImportedEnergy : MeterQuantity.ExportedEnergy];
        return new(
            power is { } mw ? new Megawatts(isConsumptionNegative ? -mw : mw) : null,
            imported is { } drawn ? new MegawattHours(drawn) : null,
            exported is { } given ? new MegawattHours(given) : null,
            this[MeterQuantity.Voltage] ?? Mean([this[MeterQuantity.Voltage1], this[MeterQuantity.Voltage2], this[MeterQuantity.Voltage3]]),
            this[MeterQuantity.Frequency],
            this[MeterQuantity.PowerFactor] is >= -1 and <= 1 and var factor ? factor : null,
            null) { Quality = Quality() };
    }

    private MeterQuality Quality()
    {
        var first = Phase(MeterQuantity.Voltage1, MeterQuantity.Current1, MeterQuantity.VoltageDistortion1, MeterQuantity.CurrentDistortion1);
        var second = Phase(MeterQuantity.Voltage2, MeterQuantity.Current2, MeterQuantity.VoltageDistortion2, MeterQuantity.CurrentDistortion2);
        var third = Phase(MeterQuantity.Voltage3, MeterQuantity.Current3, MeterQuantity.VoltageDistortion3, MeterQuantity.CurrentDistortion3);
        return new(
            Current(MeterQuantity.Current) ?? (Mean([first.Current?.Value, second.Current?.Value, third.Current?.Value]) is { } mean ? new Amperes(mean) : null),
            Distortion(MeterQuantity.VoltageDistortion) ?? Worst([first.VoltageDistortion, second.VoltageDistortion, third.VoltageDistortion]),
            Distortion(MeterQuantity.CurrentDistortion) ?? Worst([first.CurrentDistortion, second.CurrentDistortion, third.CurrentDistortion]),
            first,
            second,
            third);
    }

    private MeterPhase Phase(MeterQuantity voltage, MeterQuantity current, MeterQuantity ofVoltage, MeterQuantity ofCurrent) =>
        new(this[voltage], Current(current), Distortion(ofVoltage), Distortion(ofCurrent));

    // Some meters give a current the sign of its power; its size is what loads the conductor.
    private Amperes? Current(MeterQuantity quantity) =>
        this[quantity] is >= -MostAmperes and <= MostAmperes and var amperes ? new Amperes(Math.Abs(amperes)) : null;

    private Ratio? Distortion(MeterQuantity quantity) =>
        this[quantity] is >= 0 and <= MostDistortion and var ratio ? new Ratio(ratio) : null;

    private static Ratio? Worst(ReadOnlySpan<Ratio?> phases)
    {
        Ratio? worst = null;
        foreach (var phase in phases)
        {
            worst = phase is { } ratio && (worst is null || ratio > worst) ? ratio : worst;
        }

        return worst;
    }

    private decimal? Sum(params ImmutableArray<MeterQuantity> phases) =>
        phases.All(phase => this[phase] is not null) ? phases.Sum(phase => this[phase]) : null;

    private static decimal? Mean(ReadOnlySpan<decimal?> phases)
    {
        decimal? sum = null;
        var count = 0;
        foreach (var phase in phases)
        {
            if (phase is { } figure)
            {
                sum = (sum ?? 0) + figure;
                count++;
            }
        }

        return sum / Math.Max(count, 1);
    }
}
