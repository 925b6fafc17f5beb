namespace Spillway.Tests.Simulation.Independent;

/// <summary>The sums of one policy, kept undivided and rounded only when they are read.</summary>
internal sealed class SlowSums
{
    private decimal _mwMinutes;
    private decimal _costTimes60;
    private decimal _productionTimes1440000;
    private decimal _lossTimes1440000;
    private decimal _contractTimes60;

    public int Intervals { get; set; }

    public int Gaps { get; set; }

    public int Restarts { get; set; }

    public decimal Wear { get; set; }

    public List<SlowChoice[]> Choices { get; } = [];

    public decimal Energy => _mwMinutes / 60m;

    public decimal Cost => _costTimes60 / 60m;

    public decimal Production => _productionTimes1440000 / 1_440_000m;

    public decimal Loss => _lossTimes1440000 / 1_440_000m;

    public decimal Contract => _contractTimes60 / 60m;

    public decimal Net => ((_contractTimes60 - _costTimes60) / 60m) + Production - Wear;

    public void Draw(decimal mw, decimal minutes, decimal price)
    {
        _mwMinutes += mw * minutes;
        _costTimes60 += mw * minutes * price;
    }

    public void Produce(decimal hourlyTimes24000, decimal producing, decimal restarting)
    {
        _productionTimes1440000 += hourlyTimes24000 * producing;
        _lossTimes1440000 += hourlyTimes24000 * restarting;
    }

    public void Settle(decimal mw, decimal fixedPrice, decimal minutes, decimal price) =>
        _contractTimes60 += mw * minutes * (price - fixedPrice);
}
