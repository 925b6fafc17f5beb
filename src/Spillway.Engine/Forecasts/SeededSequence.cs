namespace Spillway.Engine.Forecasts;

/// <summary>A seeded sequence of integers that is the same on every machine.</summary>
public sealed class SeededSequence
{
    private ulong _state;

    /// <summary>Starts the sequence of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public SeededSequence(ulong seed)
    {
        _state = unchecked((seed * 0x9E3779B97F4A7C15UL) + 0x2545F4914F6CDD1DUL);
        _state = _state == 0 ? 1 : _state;
    }

    /// <summary>The next number of the sequence.</summary>
    /// <returns>Sixty-four mixed bits.</returns>
    public ulong Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return _state;
    }

    /// <summary>The next number below a bound.</summary>
    /// <param name="bound">Exclusive upper bound, above zero.</param>
    /// <returns>A number from zero to one below the bound.</returns>
    public int Below(int bound) => (int)((Next() >> 11) % (ulong)bound);
}
