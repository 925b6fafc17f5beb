using NodaTime;

namespace Spillway.App.Machines;

/// <summary>What one machine did when it was told one thing; guarded by the ledger's lock.</summary>
internal sealed class MoveCount
{
    // The newest are kept: what a firmware did a year ago says little.
    private const int MostTimes = 8;

    private readonly float[] _seconds = new float[MostTimes];

    public int Told { get; private set; }

    public int Done { get; private set; }

    public int Again { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Since when it is told without having been seen doing it; null where it is not.</summary>
    public Instant? Since { get; private set; }

    public IEnumerable<float> Seconds => _seconds.Take(Math.Min(Done, MostTimes));

    public void Tell(Instant at)
    {
        if (Since is null)
        {
            Since = at;
            Told++;
        }
        else
        {
            Again++;
        }
    }

    public void See(Instant at)
    {
        if (Since is { } since)
        {
            _seconds[Done++ % MostTimes] = (float)(at - since).TotalSeconds;
            Since = null;
        }
    }

    public void Refuse() => Refused++;

    public void Drop() => Since = null;
}
