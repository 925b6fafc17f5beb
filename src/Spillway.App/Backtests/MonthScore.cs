using NodaTime;
using Spillway.Units;

namespace Spillway.App.Backtests;

/// <summary>How a policy's price forecasts of one local month held, for one distance ahead.</summary>
/// <param name="Month">The local month in which the forecast intervals began.</param>
/// <param name="StepsAhead">1 for the first interval not yet known, 4 for the third after it.</param>
/// <param name="Forecasts">How many forecasts met a price.</param>
/// <param name="Inside">Share of prices inside the band; 0.8 is what the band promises.</param>
/// <param name="Below">Share of prices below the band; 0.1 is promised.</param>
/// <param name="Above">Share of prices above the band; 0.1 is promised.</param>
/// <param name="MeanAbsoluteError">Of the band's middle.</param>
/// <param name="PinballLoss">Mean over the band's three bounds: each price's distance to a bound, weighted by the share
/// promised on the side it fell; smaller is better.</param>
public sealed record MonthScore(
    YearMonth Month,
    int StepsAhead,
    int Forecasts,
    Ratio Inside,
    Ratio Below,
    Ratio Above,
    EnergyPrice MeanAbsoluteError,
    EnergyPrice PinballLoss);
