using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>What a MWh above each limit costs in each interval while a bound is sought; never negative.</summary>
internal sealed class LimitPrices
{
    private const int Decimals = 4;
    private readonly SiteLimits _limits;
    private readonly Megawatts _import;
    private readonly Minutes _length;
    private readonly decimal _powerBefore;
    private readonly decimal[] _ofImport;
    private readonly decimal[] _ofRise;
    private readonly decimal[] _ofFall;

    public LimitPrices(SiteLimits limits, Megawatts import, Minutes length, decimal powerBefore, decimal[] ofImport)
        : this(limits, import, length, powerBefore, ofImport, new decimal[ofImport.Length + 1], new decimal[ofImport.Length + 1])
    {
    }

    private LimitPrices(
        SiteLimits limits, Megawatts import, Minutes length, decimal powerBefore, decimal[] ofImport, decimal[] ofRise, decimal[] ofFall)
    {
        _limits = limits;
        _import = import;
        _length = length;
        _powerBefore = powerBefore;
        _ofImport = ofImport;
        _ofRise = ofRise;
        _ofFall = ofFall;
    }

    private decimal? Rise => _limits.RampUpPerMinute?.Value * _length.Value;

    private decimal? Fall => _limits.RampDownPerMinute?.Value * _length.Value;

    /// <summary>What power drawn in each interval costs on all limits together: a rise into it, less a rise out of it.</summary>
    public decimal[] Surcharge()
    {
        var surcharge = new decimal[_ofImport.Length];
        for (var t = 0; t < surcharge.Length; t++)
        {
            surcharge[t] = _ofImport[t] + (_ofRise[t] - _ofRise[t + 1]) - (_ofFall[t] - _ofFall[t + 1]);
        }

        return surcharge;
    }

    /// <summary>What the limits themselves are worth at these prices.</summary>
    public ExactMoney Worth()
    {
        var megawattPrices = 0m;
        for (var t = 0; t < _ofImport.Length; t++)
        {
            megawattPrices += (_ofImport[t] * _import.Value) + (_ofRise[t] * (Rise ?? 0m)) + (_ofFall[t] * (Fall ?? 0m));
        }

        megawattPrices += (_ofRise[0] - _ofFall[0]) * _powerBefore;
        return ExactEnergy.From(new(1m), _length).At(new(megawattPrices));
    }

    /// <summary>The prices one step on: up where the lifted plans break a limit, down where they leave room.</summary>
    /// <param name="power">What the lifted plans draw in each interval, MW.</param>
    /// <param name="above">How far the bound stands above what it aims at, in currency: how long the step is.</param>
    public LimitPrices Stepped(decimal[] power, double above)
    {
        var hours = (double)_length.Value / 60.0;
        var excess = new double[power.Length];
        var rise = new double[power.Length];
        var fall = new double[power.Length];
        var squares = 0.0;
        for (var t = 0; t < power.Length; t++)
        {
            var before = t == 0 ? _powerBefore : power[t - 1];
            excess[t] = Active((double)(power[t] - _import.Value) * hours, _ofImport[t]);
            rise[t] = Rise is { } up ? Active((double)(power[t] - before - up) * hours, _ofRise[t]) : 0.0;
            fall[t] = Fall is { } down ? Active((double)(before - power[t] - down) * hours, _ofFall[t]) : 0.0;
            squares += (excess[t] * excess[t]) + (rise[t] * rise[t]) + (fall[t] * fall[t]);
        }

        var step = squares == 0.0 ? 0.0 : above / squares;
        return new(_limits, _import, _length, _powerBefore, Moved(_ofImport, excess, step), Moved(_ofRise, rise, step), Moved(_ofFall, fall, step));
    }

    // Room that is left moves no price that is zero already.
    private static double Active(double excess, decimal price) => price == 0m && excess < 0.0 ? 0.0 : excess;

    // Cut to a few decimals, so that every machine takes the same step.
    private static decimal[] Moved(decimal[] prices, double[] excess, double step)
    {
        var moved = new decimal[prices.Length];
        for (var t = 0; t < excess.Length; t++)
        {
            moved[t] = Math.Max(0m, prices[t] + decimal.Round((decimal)Math.Clamp(step * excess[t], -1e6, 1e6), Decimals));
        }

        return moved;
    }
}
