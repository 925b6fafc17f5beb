using Spillway.Engine.Forecasts;

namespace Spillway.Markets.Synthetic;

/// <summary>Random draws that are the same on every machine: integers, and of arithmetic only what IEEE 754 fixes.</summary>
internal sealed class SyntheticDraws
{
    private const int WarmUp = 16;
    private const int Uniforms = 12;
    private const double Unit = 1.0 / (1UL << 53);
    private readonly SeededSequence _sequence;

    /// <summary>Starts one of the independent streams of a seed.</summary>
    public SyntheticDraws(int seed, int year, int stream)
    {
        _sequence = new(unchecked(((ulong)(uint)seed << 32) + ((ulong)year << 8) + (ulong)stream));
        for (var step = 0; step < WarmUp; step++)
        {
            _sequence.Next();
        }
    }

    /// <summary>From 0, inclusive, to 1, exclusive.</summary>
    public double Uniform() => (_sequence.Next() >> 11) * Unit;

    /// <summary>Mean 0, deviation 1, never beyond 6: twelve uniforms, because logarithms differ between machines.</summary>
    public double Normal()
    {
        var sum = 0.0;
        for (var draw = 0; draw < Uniforms; draw++)
        {
            sum += Uniform();
        }

        return sum - (Uniforms / 2.0);
    }

    /// <summary>At least 1, above x with probability 1/x, never beyond 1,000.</summary>
    public double HeavyTail() => 1.0 / Math.Max(Uniform(), 0.001);

    public bool Happens(double probability) => Uniform() < probability;
}
