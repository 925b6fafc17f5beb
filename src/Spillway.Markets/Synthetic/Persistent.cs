namespace Spillway.Markets.Synthetic;

/// <summary>A figure that forgets slowly: mean 0, deviation 1, correlated with its last value.</summary>
internal sealed class Persistent
{
    private readonly SyntheticDraws _draws;
    private readonly double _kept;
    private readonly double _fresh;

    /// <summary>Starts at a draw of its own distribution.</summary>
    /// <param name="draws">Where its randomness comes from.</param>
    /// <param name="steps">After so many steps about a third of a deviation is left.</param>
    public Persistent(SyntheticDraws draws, double steps)
    {
        _draws = draws;
        _kept = 1 - (1 / steps);
        _fresh = Math.Sqrt(1 - (_kept * _kept));
        Value = draws.Normal();
    }

    public double Value { get; private set; }

    public double Step() => Value = (_kept * Value) + (_fresh * _draws.Normal());
}
