using NodaTime;

namespace Spillway.Markets.Synthetic;

/// <summary>What drives the price of a quarter hour.</summary>
/// <param name="NetLoad">Demand less wind and sun; near 0 there is plenty, near 1 it is tight.</param>
/// <param name="WestWind">Share of the western wind's capacity, 0 to 1.</param>
/// <param name="Sun">Share of the sun's, 0 to 1.</param>
internal readonly record struct Conditions(double NetLoad, double WestWind, double Sun);

/// <summary>Heat, wind and cloud that come and go over hours and days.</summary>
internal sealed class Weather
{
    private const double Hour = 4;
    private const double Day = 96;
    private const double WindWeight = .40;
    private const double SunWeight = .20;
    private readonly Persistent _heat;
    private readonly Persistent _front;
    private readonly Persistent _gust;
    private readonly Persistent _cloud;
    private readonly Persistent _demand;

    public Weather(int seed, int year)
    {
        _heat = new(new(seed, year, 1), 5 * Day);
        _front = new(new(seed, year, 2), 1.2 * Day);
        _gust = new(new(seed, year, 3), 5 * Hour);
        _cloud = new(new(seed, year, 4), 8 * Hour);
        _demand = new(new(seed, year, 5), 3 * Hour);
    }

    public Conditions Step(LocalDateTime at)
    {
        var wind = Math.Clamp(Shapes.Wind(at) + (.17 * _front.Step()) + (.06 * _gust.Step()), 0, 1);
        var sun = Shapes.Sun(at) * Math.Clamp(.85 + (.15 * _cloud.Step()), .3, 1);

        var demand = Shapes.Demand(at) + (.08 * _heat.Step()) + (.015 * _demand.Step());
        return new(demand - (WindWeight * wind) - (SunWeight * sun), wind, sun);
    }
}
