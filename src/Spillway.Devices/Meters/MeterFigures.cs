using System.Collections.Immutable;
using Spillway.Devices.Wire.Meters;
using Spillway.Units;

namespace Spillway.Devices.Meters;

/// <summary>The figures of one reading while they come in, by quantity.</summary>
internal sealed class MeterFigures
{
    private readonly decimal?[] _figures = new decimal?[Enum.GetValues<MeterQuantity>().Length];

    public decimal? this[MeterQuantity quantity]
    {
        get => _figures[(int)quantity];
        set => _figures[(int)quantity] = value;
    }

    /// <summary>Makes the reading: totals stand before sums, consumption is positive, and a power factor that cannot be is none.</summary>
    public MeterReading Reading(bool isConsumptionNegative)
    {
        var power = this[MeterQuantity.Power] ?? Sum(MeterQuantity.Power1, MeterQuantity.Power2, MeterQuantity.Power3);
        var imported = this[isConsumptionNegative ? MeterQuantity.ExportedEnergy : MeterQuantity.ImportedEnergy];
        var exported = this[isConsumptionNegative ? MeterQuantity.ImportedEnergy : MeterQuantity.ExportedEnergy];
        return new(
            power is { } mw ? new Megawatts(isConsumptionNegative ? -mw : mw) : null,
            imported is { } drawn ? new MegawattHours(drawn) : null,
            exported is { } given ? new MegawattHours(given) : null,
            this[MeterQuantity.Voltage] ?? Mean(),
            this[MeterQuantity.Frequency],
            this[MeterQuantity.PowerFactor] is >= -1 and <= 1 and var factor ? factor : null,
            null);
    }

    private decimal? Sum(params ImmutableArray<MeterQuantity> phases) =>
        phases.All(phase => this[phase] is not null) ? phases.Sum(phase => this[phase]) : null;

    private decimal? Mean()
    {
        decimal? sum = null;
        var count = 0;
        foreach (var phase in (ReadOnlySpan<MeterQuantity>)[MeterQuantity.Voltage1, MeterQuantity.Voltage2, MeterQuantity.Voltage3])
        {
            if (this[phase] is { } volts)
            {
                sum = (sum ?? 0) + volts;
                count++;
            }
        }

        return sum / Math.Max(count, 1);
    }
}
