using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Spillway.Simulation.Emulators;

/// <summary>The log-ins that a machine has open, and the wrong tries since the last right one.</summary>
internal sealed class TokenBook(string seed, Duration lifetime)
{
    private const int MostTokens = 32;

    private readonly Lock _gate = new();
    private readonly List<(string Token, Instant Ends)> _open = [];
    private int _drawn;
    private int _wrong;

    /// <summary>Opens a log-in; the oldest makes room.</summary>
    public string Issue(Instant now)
    {
        lock (_gate)
        {
            var token = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{++_drawn}")))[..32];
            _open.RemoveAll(one => one.Ends <= now);
            _open.Add((token, now + lifetime));
            if (_open.Count > MostTokens)
            {
                _open.RemoveAt(0);
            }

            _wrong = 0;
            return token;
        }
    }

    public bool Holds(string? token, Instant now)
    {
        lock (_gate)
        {
            return token is not null && _open.Any(one => one.Token == token && one.Ends > now);
        }
    }

    /// <summary>Counts a wrong try.</summary>
    /// <returns>How many there were since the last right one.</returns>
    public int Wrong() => Interlocked.Increment(ref _wrong);

    /// <summary>A restart forgets everybody.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _open.Clear();
        }
    }
}
