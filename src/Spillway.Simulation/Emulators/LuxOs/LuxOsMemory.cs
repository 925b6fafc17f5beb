using System.Globalization;
using NodaTime;

namespace Spillway.Simulation.Emulators.LuxOs;

/// <summary>What the firmware remembers: its one session, the profile, the thermal manager's switch. Any thread.</summary>
internal sealed class LuxOsMemory
{
    private static readonly Duration _sessionLasts = Duration.FromMinutes(1);

    private readonly Lock _gate = new();
    private string _session = "";
    private Instant _usedAt;
    private int _sessions;

    public string Profile { get; set; } = "default";

    public bool IsThermalManaged { get; set; } = true;

    /// <summary>Opens the session; null while another is open.</summary>
    public string? LogOn(string serial, Instant now)
    {
        lock (_gate)
        {
            if (IsOpenNeedsLock(now))
            {
                return null;
            }

            _sessions++;
            _session = string.Create(CultureInfo.InvariantCulture, $"{serial[^4..]}{_sessions:x4}");
            _usedAt = now;
            return _session;
        }
    }

    /// <summary>The open session; empty where there is none.</summary>
    public string Session(Instant now)
    {
        lock (_gate)
        {
            return IsOpenNeedsLock(now) ? _session : "";
        }
    }

    /// <summary>Whether it is the open session, which lasts a minute longer for it.</summary>
    public bool Use(string? session, Instant now)
    {
        lock (_gate)
        {
            if (!IsOpenNeedsLock(now) || session != _session)
            {
                return false;
            }

            _usedAt = now;
            return true;
        }
    }

    public void LogOff()
    {
        lock (_gate)
        {
            _session = "";
        }
    }

    private bool IsOpenNeedsLock(Instant now) => _session.Length > 0 && now - _usedAt <= _sessionLasts;
}
