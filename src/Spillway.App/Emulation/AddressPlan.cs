using System.Net;
using Spillway.Engine;

namespace Spillway.App.Emulation;

/// <summary>Who stands where on loopback. The machines of the first load begin at 127.1.0.1, those of the second at 127.2.0.1, and
/// so on: the last two numbers count them, 250 to each value of the third. A load of more than 63,500 machines runs on into the
/// next second number. Breakers count on from 127.250.0.1 and meters from 127.251.0.1, in the order of the site file.</summary>
/// <remarks>The same site file gives the same plan; 127.0.x.x stays free for others.</remarks>
public sealed class AddressPlan
{
    private const int Machines = 1;
    private const int Breakers = 250;
    private const int Meters = 251;
    private const int LastInRow = 250;
    private const int Rows = 254;
    private const int InBlock = LastInRow * Rows;

    private int _block = Machines;
    private int _breakers;
    private int _meters;

    /// <summary>Gives a load its addresses.</summary>
    /// <param name="machines">How many it needs.</param>
    /// <returns>One address a machine, in order.</returns>
    /// <exception cref="RefusedException"><see cref="EmulationErrors.TooManyMachines"/>.</exception>
    public IReadOnlyList<IPAddress> TakeMachines(int machines)
    {
        var block = _block;
        _block += (machines + InBlock - 1) / InBlock;
        if (_block > Breakers)
        {
            throw new RefusedException(EmulationErrors.TooManyMachines, $"A load of {machines} machines does not fit behind the loads before it.");
        }

        return [.. Enumerable.Range(0, machines).Select(index => At(block + (index / InBlock), index % InBlock))];
    }

    /// <summary>Gives a breaker its address.</summary>
    /// <returns>The next one.</returns>
    public IPAddress TakeBreaker() => At(Breakers, _breakers++);

    /// <summary>Gives a meter its address.</summary>
    /// <returns>The next one.</returns>
    public IPAddress TakeMeter() => At(Meters, _meters++);

    private static IPAddress At(int block, int index) =>
        new([127, (byte)block, (byte)(index / LastInRow), (byte)(1 + (index % LastInRow))]);
}
