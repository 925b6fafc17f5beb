using System.Collections.Immutable;

namespace Spillway.Devices.Wire.Meters;

/// <summary>Where a kind of meter keeps what: read from a file, so that a new meter is a new file.</summary>
/// <param name="Name">Its name in a site file, lower case.</param>
/// <param name="Title">Maker and models, for people.</param>
/// <param name="IsConsumptionNegative">Whether consumption reads negative: power changes its sign and the two energies their places.</param>
/// <param name="RegistersAtMost">Most registers that it gives in one answer.</param>
/// <param name="GapAtMost">Most registers that are read in vain to join two reads; many meters refuse a read that touches a
/// register they do not have.</param>
/// <param name="Registers">Its registers.</param>
public sealed record MeterMap(
    string Name,
    string Title,
    bool IsConsumptionNegative,
    int RegistersAtMost,
    int GapAtMost,
    ImmutableArray<MeterRegister> Registers)
{
    /// <summary>The reads that fetch all of it, as few as its limits allow; a number is never split over two.</summary>
    public ImmutableArray<RegisterBlock> Blocks { get; } = Plan(Registers, RegistersAtMost, GapAtMost);

    /// <summary>The reads that hold distortion alone: a slow mean, which need not be read with every power.</summary>
    /// <param name="block">One of <see cref="Blocks"/>.</param>
    /// <returns>Whether it is such a read.</returns>
    public bool IsSlow(RegisterBlock block) => Registers.Where(block.Holds).All(static register => register.Quantity is
        MeterQuantity.VoltageDistortion or MeterQuantity.VoltageDistortion1 or MeterQuantity.VoltageDistortion2 or MeterQuantity.VoltageDistortion3
        or MeterQuantity.CurrentDistortion or MeterQuantity.CurrentDistortion1 or MeterQuantity.CurrentDistortion2 or MeterQuantity.CurrentDistortion3);

    private static ImmutableArray<RegisterBlock> Plan(ImmutableArray<MeterRegister> registers, int most, int gap)
    {
        var blocks = ImmutableArray.CreateBuilder<RegisterBlock>();
        foreach (var register in registers.OrderBy(one => one.Function).ThenBy(one => one.Address))
        {
            var end = register.Address + register.Count;
            if (blocks.Count > 0 && blocks[^1] is var last && last.Function == register.Function
                && register.Address - (last.Address + last.Count) <= gap && end - last.Address <= most)
            {
                blocks[^1] = last with { Count = Math.Max(last.Count, end - last.Address) };
            }
            else
            {
                blocks.Add(new(register.Function, register.Address, register.Count));
            }
        }

        return blocks.ToImmutable();
    }
}
