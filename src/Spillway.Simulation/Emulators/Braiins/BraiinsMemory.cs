using System.Globalization;
using NodaTime;

namespace Spillway.Simulation.Emulators.Braiins;

/// <summary>The tokens that the firmware gave out; each ends an hour after its last use. Any thread.</summary>
internal sealed class BraiinsMemory
{
    /// <summary>How long a token lives after its last use.</summary>
    public static readonly Duration Lasts = Duration.FromHours(1);

    // Older ones are forgotten: a caller that never uses its token makes another each time.
    private const int MostTokens = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Instant> _usedAt = new(StringComparer.Ordinal);
    private int _given;

    public string Give(string serial, Instant now)
    {
        lock (_gate)
        {
            if (_usedAt.Count >= MostTokens)
            {
                _usedAt.Remove(_usedAt.MinBy(token => token.Value).Key);
            }

            _given++;
            var token = string.Create(CultureInfo.InvariantCulture, $"{serial}-{_given:x8}");
            _usedAt[token] = now;
            return token;
        }
    }

    public bool Use(string? token, Instant now)
    {
        lock (_gate)
        {
            if (token is null || !_usedAt.TryGetValue(token, out var at) || now - at > Lasts)
            {
                return false;
            }

            _usedAt[token] = now;
            return true;
        }
    }
}
