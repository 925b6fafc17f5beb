using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Signals;

namespace Spillway.App.Peaks;

/// <summary>A system's load over the years.</summary>
/// <param name="Step">The length of the files' shortest interval, an hour at most.</param>
/// <param name="Starts">Where each step begins, ascending, UTC seconds since 1970.</param>
/// <param name="Megawatts">Its mean load.</param>
/// <param name="Book">The same by the hour, each known one hour after its end.</param>
public sealed record SystemLoad(Duration Step, ImmutableArray<long> Starts, ImmutableArray<double> Megawatts, PublicationBook Book)
{
    /// <summary>How the series is called in the book.</summary>
    public const string Point = "ERCOT";

    private static readonly Duration _hour = Duration.FromHours(1);

    /// <summary>Temperatures where the load is drawn; may be empty.</summary>
    public TemperatureBook Temperatures { get; init; } = TemperatureBook.Empty;

    /// <summary>Where it begins; null where there is no load.</summary>
    public Instant? Begin => Starts.IsEmpty ? null : Instant.FromUnixTimeSeconds(Starts[0]);

    /// <summary>The steps that lie in a stretch of time.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    /// <returns>The first step and the one after the last.</returns>
    public (int From, int To) Within(Instant from, Instant to) => (FirstAt(from), FirstAt(to));

    /// <summary>The load of a step.</summary>
    /// <param name="start">Its start.</param>
    /// <returns>MW; null where it is not known.</returns>
    public double? At(Instant start) =>
        FirstAt(start) is var index && index < Starts.Length && Starts[index] == start.ToUnixTimeSeconds() ? Megawatts[index] : null;

    /// <summary>The load with something else that was published.</summary>
    /// <param name="publications">What, each with when it was known.</param>
    /// <returns>The same load with the longer book.</returns>
    public SystemLoad With(ImmutableArray<Publication> publications) => this with { Book = Book.With(publications) };

    /// <summary>Makes it from steps.</summary>
    /// <param name="step">Their length; an hour holds a whole number of them.</param>
    /// <param name="loads">MW by start, ascending.</param>
    /// <returns>The load, with the hours that are whole.</returns>
    public static SystemLoad Of(Duration step, IReadOnlyCollection<KeyValuePair<long, double>> loads)
    {
        ArgumentNullException.ThrowIfNull(loads);
        var parts = (int)(_hour / step);
        var hours = loads.GroupBy(one => one.Key - (one.Key % NodaConstants.SecondsPerHour)).Where(hour => hour.Count() == parts)
            .Select(hour => Published(Instant.FromUnixTimeSeconds(hour.Key), hour.Sum(part => part.Value) / parts));
        return new(step, [.. loads.Select(one => one.Key)], [.. loads.Select(one => one.Value)], PublicationBook.Empty.With([.. hours]));
    }

    private static Publication Published(Instant start, double load) =>
        new(PublicationKind.SystemLoad, Point, start, _hour, start + _hour + _hour, load);

    private int FirstAt(Instant at)
    {
        var index = Starts.BinarySearch(at.ToUnixTimeSeconds());
        return index < 0 ? ~index : index;
    }
}
