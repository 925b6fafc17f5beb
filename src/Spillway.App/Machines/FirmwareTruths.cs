using System.Collections.Immutable;

namespace Spillway.App.Machines;

/// <summary>Adds up by model and firmware how machines followed.</summary>
/// <param name="directory">Who the machines are.</param>
/// <param name="ledger">How they followed.</param>
public sealed class FirmwareTruths(MachineDirectory directory, CommandLedger ledger)
{
    /// <summary>A machine's model and firmware, by its own word before the inventory's.</summary>
    /// <param name="row">The machine.</param>
    public (string? Model, string? Firmware) Kind(in MachineRow row)
    {
        var (said, known) = (row.Telemetry?.Reading, directory.Inventory(row.Number));
        return (said?.Model ?? known?.Model, said?.Firmware ?? known?.Firmware);
    }

    /// <summary>One entry a model and firmware, the most machines first.</summary>
    /// <param name="rows">The machines.</param>
    public ImmutableArray<FirmwareTruth> Of(IEnumerable<MachineRow> rows) =>
    [
        .. rows.GroupBy(row => Kind(row)).Select(kind =>
        {
            var (sleeps, wakes) = ledger.Of(kind.Select(static row => row.Number));
            return new FirmwareTruth(
                kind.Key.Model, kind.Key.Firmware, kind.Count(), kind.Count(static row => row.Oddity == MachineOddity.StuckStart), sleeps, wakes);
        }).OrderByDescending(static one => one.Machines),
    ];
}
