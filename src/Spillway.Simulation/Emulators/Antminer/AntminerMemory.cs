using System.Globalization;
using NodaTime;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Antminer;

/// <summary>What the firmware keeps: the settings in their file, which outlast a start, and when the mining program was last
/// restarted. Any thread.</summary>
internal sealed class AntminerMemory
{
    // Eight seconds for the old program to end, five before the new one, and its own start.
    private static readonly Duration _restartTakes = Duration.FromSeconds(18);

    private readonly Lock _gate = new();
    private Instant _restartedAt = Instant.MinValue;
    private int _nonces;

    /// <summary>The mode in the settings' file.</summary>
    public int Mode { get; private set; }

    public bool IsRestarting(Instant now)
    {
        lock (_gate)
        {
            return _restartedAt > Instant.MinValue && now - _restartedAt < _restartTakes;
        }
    }

    /// <summary>Stores a mode; a changed one restarts the mining program.</summary>
    public void Store(int mode, Instant now)
    {
        lock (_gate)
        {
            if (mode != Mode)
            {
                Mode = mode;
                _restartedAt = now;
            }
        }
    }

    public string NextNonce(MachineIdentity identity) =>
        string.Create(CultureInfo.InvariantCulture, $"{identity.Number:x8}{Interlocked.Increment(ref _nonces):x8}");
}
