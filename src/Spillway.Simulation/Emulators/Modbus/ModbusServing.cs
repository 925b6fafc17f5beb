using System.Buffers;
using System.IO.Pipelines;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Simulation.Emulators.Modbus;

/// <summary>Serves a bank over one connection as a faithful server does: in order, each answer with its request's number.</summary>
public static class ModbusServing
{
    /// <summary>Serves until the client goes, or sends what is not Modbus.</summary>
    /// <param name="transport">The connection.</param>
    /// <param name="bank">What is served.</param>
    /// <param name="isAnswering">Whether the device is there at all, asked before each answer.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>When the connection is to be closed.</returns>
    public static async Task ServeAsync(IDuplexPipe transport, IModbusBank bank, Func<bool> isAnswering, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(transport);
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(isAnswering);
        var frame = new byte[ModbusHeader.FrameBytesAtMost];
        while (true)
        {
            var read = await transport.Input.ReadAsync(cancellation).ConfigureAwait(false);
            var rest = read.Buffer;
            var isModbus = true;
            while (isModbus && TryTake(ref rest, frame, out var header, out isModbus))
            {
                if (!isAnswering())
                {
                    return;
                }

                Answer(bank, transport.Output, header, frame);
            }

            transport.Input.AdvanceTo(rest.Start, rest.End);
            await transport.Output.FlushAsync(cancellation).ConfigureAwait(false);
            if (read.IsCompleted || !isModbus)
            {
                return;
            }
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> rest, byte[] frame, out ModbusHeader header, out bool isModbus)
    {
        header = default;
        isModbus = true;
        if (rest.Length < ModbusHeader.Bytes)
        {
            return false;
        }

        rest.Slice(0, ModbusHeader.Bytes).CopyTo(frame);
        isModbus = ModbusHeader.TryRead(frame, out header);
        if (!isModbus || rest.Length < ModbusHeader.Bytes + header.BodyBytes)
        {
            return false;
        }

        rest.Slice(0, ModbusHeader.Bytes + header.BodyBytes).CopyTo(frame);
        rest = rest.Slice(ModbusHeader.Bytes + header.BodyBytes);
        return true;
    }

    private static void Answer(IModbusBank bank, PipeWriter output, ModbusHeader header, byte[] frame)
    {
        var body = frame.AsMemory(ModbusHeader.Bytes, header.BodyBytes);
        var refusal = ModbusRequest.Read(body, out var request);
        var answer = refusal == ModbusExceptionCode.None ? bank.Answer(header.Unit, request) : ModbusAnswer.Refusal(refusal);
        output.Advance(answer.Write(output.GetSpan(ModbusHeader.FrameBytesAtMost), header, body.Span));
    }
}
