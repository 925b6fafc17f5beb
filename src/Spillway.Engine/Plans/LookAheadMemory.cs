using Spillway.Engine.Forecasts;

namespace Spillway.Engine.Plans;

/// <summary>What look-ahead remembers: its price bands, and how many known intervals they have taken in.</summary>
/// <param name="Bands">The bands.</param>
/// <param name="Taken">Known intervals taken in, from the oldest.</param>
internal sealed record LookAheadMemory(PriceBands Bands, int Taken) : PolicyMemory;
