using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Spillway.Devices.Wire.WhatsMiner;

namespace Spillway.Simulation.Emulators.WhatsMiner;

/// <summary>What one machine's control board remembers: sessions, its salt, the share of power that was asked for.</summary>
internal sealed class WhatsMinerMemory(string serial)
{
    public const int MostSessions = 16;

    private static readonly Duration _lifetime = Duration.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly List<(WhatsMinerSession Session, Instant Ends)> _sessions = [];
    private int _drawn;

    /// <summary>The salt of the newer API, the same until the password changes.</summary>
    public string Salt { get; } = Letters($"{serial}/salt");

    /// <summary>The share of the limit that was last asked for; 100 where none was. Unit: %.</summary>
    public int Percent { get; set; } = 100;

    /// <summary>The limit that was last set; null where none was. Unit: W.</summary>
    public double? LimitWatts { get; set; }

    /// <summary>When it was told to stop; null where it was not.</summary>
    public Instant? OffSince { get; set; }

    /// <summary>Begins a session; null where there are too many.</summary>
    public (string Time, string Salt, string NewSalt)? Begin(string password, Instant now)
    {
        lock (_gate)
        {
            _sessions.RemoveAll(one => one.Ends <= now);
            if (_sessions.Count >= MostSessions)
            {
                return null;
            }

            var number = ++_drawn;
            var time = (now.ToUnixTimeSeconds() % 10_000).ToString("D4", CultureInfo.InvariantCulture);
            var (salt, newSalt) = (Letters($"{serial}/{number}/a"), Letters($"{serial}/{number}/b"));
            _sessions.Add((WhatsMinerSession.Of(password, time, salt, newSalt), now + _lifetime));
            return (time, salt, newSalt);
        }
    }

    /// <summary>The session by whose key an order was hidden, with the order; null where none fits.</summary>
    public (WhatsMinerSession Session, string Order)? Open(string hidden, Instant now)
    {
        lock (_gate)
        {
            _sessions.RemoveAll(one => one.Ends <= now);
            foreach (var (session, _) in Enumerable.Reverse(_sessions))
            {
                if (session.Cipher.Show(hidden) is { } order)
                {
                    return (session, order);
                }
            }

            return null;
        }
    }

    /// <summary>A reboot: sessions and shares are gone, the limit stays.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _sessions.Clear();
        }

        Percent = 100;
        OffSince = null;
    }

    private static string Letters(string seed) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(seed))).Replace('+', 'x').Replace('/', 'y')[..8];
}
