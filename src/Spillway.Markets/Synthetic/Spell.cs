namespace Spillway.Markets.Synthetic;

/// <summary>Something that comes, stays a while with a size of its own, and goes.</summary>
internal sealed class Spell(SyntheticDraws draws)
{
    private const double Redrawn = .05;
    private const double Kept = .3;
    private const double Gone = .05;
    private double _size;
    private double _felt;

    /// <summary>The next quarter hour.</summary>
    /// <param name="comes">Probability that a spell begins.</param>
    /// <param name="goes">Probability that one ends.</param>
    /// <returns>0 where there is none; else a heavy-tailed size that wanders within the spell, and fades after it.</returns>
    public double Step(double comes, double goes)
    {
        if (_size > 0)
        {
            _size = draws.Happens(goes) ? 0
                : draws.Happens(Redrawn) ? draws.HeavyTail()
                : _size * (.86 + (.28 * draws.Uniform()));
        }
        else if (draws.Happens(comes))
        {
            _size = draws.HeavyTail();
        }

        _felt = (Kept * _felt) + ((1 - Kept) * _size);
        return _felt < Gone ? 0 : _felt;
    }
}
