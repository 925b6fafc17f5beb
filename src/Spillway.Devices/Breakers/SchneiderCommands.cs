using System.Text;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Breakers;

/// <summary>Gives a command through the command block of Schneider's breaker interfaces and waits for its result.</summary>
internal sealed class SchneiderCommands(ModbusClient client, byte unit, Credential? credential, TimeProvider time)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    /// <summary>Gives the command.</summary>
    /// <returns>Null once the interface says that it is done, else why not.</returns>
    public async ValueTask<DeviceFault?> GiveAsync(ushort code, CancellationToken cancellation)
    {
        var password = Encoding.ASCII.GetBytes(credential?.Password ?? "");
        if (password.Length > SchneiderBlock.PasswordBytes)
        {
            return new(DeviceFaultKind.Unauthorised, $"The interface's password has at most {SchneiderBlock.PasswordBytes} letters; the one given has more.");
        }

        var words = SchneiderBlock.Command(code, password);
        var written = await client.AskAsync(unit, ModbusRequest.WriteRegisters(SchneiderBlock.CommandAddress, words), cancellation).ConfigureAwait(false);
        if (!written.IsAnswered)
        {
            return written.Fault;
        }

        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < _patience)
        {
            var read = ModbusRequest.ReadRegisters(ModbusFunction.ReadHoldingRegisters, SchneiderBlock.ResultAddress, SchneiderBlock.ResultRegisters);
            var result = await client.AskAsync(unit, read, cancellation).ConfigureAwait(false);
            if (!result.IsAnswered)
            {
                return result.Fault;
            }

            if (result.Value.Register(1) != SchneiderBlock.InProgress)
            {
                return Verdict(code, result.Value.Register(0), result.Value.Register(1));
            }

            await Task.Delay(_look, time, cancellation).ConfigureAwait(false);
        }

        return new(DeviceFaultKind.Late, $"Command {code} is still in progress after {_patience.TotalSeconds} s.");
    }

    private static DeviceFault? Verdict(ushort code, ushort done, ushort result) =>
        done != code ? new(DeviceFaultKind.Late, $"Another client gave command {done} over command {code}; whether that was done is not known.")
        : (result & byte.MaxValue) == 0 ? null
        : new(DeviceFaultKind.Refused, $"Command {code} was refused: error {result & byte.MaxValue} of module {result >> 8}.");
}
