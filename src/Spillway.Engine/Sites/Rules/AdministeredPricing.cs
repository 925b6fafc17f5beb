using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Rules;

/// <summary>Follows the sum of recent prices and tells in which intervals it makes prices administered.</summary>
/// <remarks>An interval is administered once the prices of the intervals before it add up to more than the threshold, and so
/// are all after it to the end of a trading day at whose end the sum is not above the threshold.</remarks>
/// <param name="rules">The market's rules.</param>
public sealed class AdministeredPricing(MarketRules rules)
{
    private readonly Queue<EnergyPrice> _summed = new();
    private EnergyPrice _sum;
    private LocalDate? _day;
    private bool _isAdministered;

    /// <summary>Takes the next interval.</summary>
    /// <param name="start">Its start, after the one before it.</param>
    /// <param name="price">Its price as the market would have it without administration.</param>
    /// <returns>The price that then holds; the price itself where it is not administered, null where the market has no such
    /// rule in force or its figures are not known.</returns>
    public EnergyPrice? Next(Instant start, EnergyPrice price)
    {
        if (rules.Find(start)?.Items.CumulativePrice is not { IsKnown: true } rule)
        {
            Count(price, 0);
            return null;
        }

        var local = start.InZone(rules.Zone).LocalDateTime;
        var day = local.TimeOfDay < rule.TradingDayStart.Required() ? local.Date.PlusDays(-1) : local.Date;
        if (_sum > rule.Threshold.Required())
        {
            _isAdministered = true;
        }
        else if (day != _day)
        {
            _isAdministered = false;
        }

        _day = day;
        Count(price, rule.Intervals.Required());
        return _isAdministered ? rule.Administered(price) : price;
    }

    private void Count(EnergyPrice price, int most)
    {
        if (most > 0)
        {
            _summed.Enqueue(price);
            _sum += price;
        }

        while (_summed.Count > most)
        {
            _sum -= _summed.Dequeue();
        }
    }
}
