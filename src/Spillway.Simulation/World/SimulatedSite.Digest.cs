using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Spillway.Simulation.World;

public sealed partial class SimulatedSite
{
    /// <summary>A digest of the whole world: two sites with the same past have the same, bit for bit.</summary>
    /// <param name="now">When.</param>
    /// <returns>SHA-256 in 64 lower-case hexadecimal digits.</returns>
    public string Digest(Instant now)
    {
        Advance(now);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[8];
        foreach (var group in Groups)
        {
            foreach (var machine in group.Machines)
            {
                var seen = machine.Look(now);
                foreach (var figure in (ReadOnlySpan<double>)[(double)seen.Phase, (double)seen.Mode, (double)seen.Faults, seen.Watts, seen.EnergyJoules, seen.WorkTerahashes, seen.PaidTerahashes])
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes, figure);
                    hash.AppendData(bytes);
                }
            }
        }

        lock (_gate)
        {
            foreach (var group in Groups)
            {
                hash.AppendData([(byte)(group.Breaker?.Position ?? ContactPosition.Closed), group.Breaker?.IsLive == false ? (byte)0 : (byte)1]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
