using NodaTime;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>How far the power of an event can be trusted.</summary>
/// <param name="Metered">The share of the samples that the site meter gave.</param>
/// <param name="Samples">How many samples there are.</param>
/// <param name="Every">The median time between two.</param>
/// <param name="Otherwise">The lowest grade of the machines' own watts: what the other samples stand on.</param>
public sealed record MeterGrade(Ratio Metered, int Samples, Duration Every, string Otherwise)
{
    /// <summary>The grade in one word: <c>site-meter</c> where every sample is the meter's, else <c>mixed</c>, else what the
    /// machines say.</summary>
    public string Word => Samples == 0 ? "none" : Metered.Value == 1m ? "site-meter" : Metered.Value > 0m ? "mixed" : Otherwise;
}
