using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Breakers;

/// <summary>Reads what a breaker's contacts say; never concludes anything from what was commanded.</summary>
internal sealed class BreakerFeedback
{
    private readonly ModbusRequest[] _reads;
    private readonly (BreakerPoint Point, int Read)?[] _points;

    public BreakerFeedback(BreakerWiring wiring)
    {
        _reads = [.. wiring.Reads()];
        _points = [.. new[] { wiring.Closed, wiring.Opened, wiring.Tripped, wiring.Interlocked, wiring.Remote, wiring.Withdrawn }.Select(Placed)];
    }

    public async ValueTask<DeviceAnswer<BreakerReading>> ReadAsync(ModbusClient client, byte unit, CancellationToken cancellation)
    {
        var payloads = new ModbusPayload[_reads.Length];
        for (var index = 0; index < _reads.Length; index++)
        {
            var answer = await client.AskAsync(unit, _reads[index], cancellation).ConfigureAwait(false);
            if (!answer.IsAnswered)
            {
                return new(answer.Fault);
            }

            payloads[index] = answer.Value;
        }

        return new(Reading(payloads));
    }

    internal IReadOnlyList<ModbusRequest> Reads => _reads;

    internal BreakerReading Reading(ModbusPayload[] payloads)
    {
        bool? Tells(int point) => _points[point] is { } placed ? IsSet(placed.Point, placed.Read, payloads) : null;
        return new(Position(Tells(0), Tells(1), Tells(2), Tells(5)), Tells(3) ?? false, Tells(4));
    }

    // Neither contact made is a breaker on its way, both made is a broken wire: where it is, is not known.
    private static BreakerPosition Position(bool? closed, bool? opened, bool? tripped, bool? withdrawn) => (closed, opened, tripped, withdrawn) switch
    {
        (_, _, _, true) => BreakerPosition.Withdrawn,
        (not true, not false, true, _) => BreakerPosition.Tripped,
        (true, not true, not true, _) => BreakerPosition.Closed,
        (not true, true, _, _) => BreakerPosition.Open,
        (null, false, _, _) => BreakerPosition.Closed,
        (false, null, _, _) => BreakerPosition.Open,
        _ => BreakerPosition.Unknown,
    };

    private bool IsSet(BreakerPoint point, int read, ModbusPayload[] payloads)
    {
        var index = point.Address - _reads[read].Address;
        return point.IsSet(point.IsBit ? (ushort)(payloads[read].Bit(index) ? 1 : 0) : payloads[read].Register(index));
    }

    private (BreakerPoint Point, int Read)? Placed(BreakerPoint? point)
    {
        if (point is null)
        {
            return null;
        }

        var read = Array.FindIndex(_reads, one => one.Function == point.Function && point.Address >= one.Address && point.Address < one.Address + one.Quantity);
        return (point, read);
    }
}
