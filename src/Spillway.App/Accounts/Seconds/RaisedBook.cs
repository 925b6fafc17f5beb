using Spillway.Units;

namespace Spillway.App.Accounts.Seconds;

/// <summary>What each has raised alone in the last minutes: many small orders are held against the set MW together. In memory: a desk
/// that restarts begins anew. Any thread.</summary>
/// <param name="wall">The wall clock.</param>
internal sealed class RaisedBook(TimeProvider wall)
{
    /// <summary>So long it counts.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromMinutes(10);

    // Whoever gives more orders than this in the time waits for a second person, however little each raises.
    private const int MostKept = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Part>> _parts = new(StringComparer.Ordinal);

    /// <summary>What somebody has raised in the last minutes.</summary>
    /// <param name="who">Who, by id.</param>
    public Megawatts Of(string who)
    {
        lock (_gate)
        {
            return Sum(Kept(who));
        }
    }

    /// <summary>Counts what an order raises before it is given, so that two at once cannot both be the last that fits.</summary>
    /// <param name="who">Who gives it, by id.</param>
    /// <param name="raised">By how much it may raise the site; above zero.</param>
    /// <param name="most">What one may raise alone.</param>
    /// <returns>What is counted; null where it is too much together with what came before.</returns>
    public Part? Add(string who, Megawatts raised, Megawatts most)
    {
        lock (_gate)
        {
            var parts = Kept(who);
            if (Sum(parts) + raised > most || parts.Count >= MostKept)
            {
                return null;
            }

            var part = new Part(who, wall.GetTimestamp(), raised);
            parts.Add(part);
            _parts[who] = parts;
            return part;
        }
    }

    /// <summary>What was counted has raised nothing: the order was refused.</summary>
    /// <param name="part">What was counted.</param>
    public void Remove(Part part)
    {
        lock (_gate)
        {
            Kept(part.Who).Remove(part);
        }
    }

    private List<Part> Kept(string who)
    {
        var now = wall.GetTimestamp();
        foreach (var (other, parts) in _parts.ToList())
        {
            parts.RemoveAll(part => wall.GetElapsedTime(part.At, now) >= Reach);
            if (parts.Count == 0)
            {
                _parts.Remove(other);
            }
        }

        return _parts.GetValueOrDefault(who) ?? [];
    }

    private static Megawatts Sum(List<Part> parts) => parts.Aggregate(Megawatts.Zero, static (sum, part) => sum + part.Raised);

    /// <summary>What one order counts for.</summary>
    /// <param name="Who">Who gave it.</param>
    /// <param name="At">When, by the wall clock's ticks.</param>
    /// <param name="Raised">By how much it may raise the site.</param>
    internal sealed record Part(string Who, long At, Megawatts Raised);
}
