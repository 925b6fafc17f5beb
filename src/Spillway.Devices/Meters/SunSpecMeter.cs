using Spillway.Devices.Modbus;

namespace Spillway.Devices.Meters;

/// <summary>A meter that describes itself by SunSpec: models 201 to 204 and 211 to 214.</summary>
/// <remarks>The standard leaves the sign of power to the maker: compare it with the counter that grows, and set it here.</remarks>
public sealed class SunSpecMeter : IMeter
{
    private readonly ModbusClient _client;
    private readonly SunSpecWalk _walk;

    /// <summary>Takes hold of a meter; nothing is sent before the first call on it.</summary>
    /// <param name="client">The line to it; disposed of with the meter.</param>
    /// <param name="unit">Device behind the line.</param>
    /// <param name="isConsumptionNegative">Whether consumption reads negative: power changes its sign and the two energies their places.</param>
    public SunSpecMeter(ModbusClient client, byte unit, bool isConsumptionNegative)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _walk = new((request, cancellation) => client.AskAsync(unit, request, cancellation), isConsumptionNegative);
    }

    /// <inheritdoc/>
    public ValueTask<DeviceAnswer<MeterReading>> ReadAsync(CancellationToken cancellation) => _walk.ReadAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
