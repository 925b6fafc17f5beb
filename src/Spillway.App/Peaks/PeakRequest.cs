using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Peaks;

/// <summary>What a person asks of the peaks.</summary>
/// <param name="LoadFiles">Load files; where two have an hour, the later one's figure stands.</param>
/// <param name="GenerationFiles">Files of the system's generation by the quarter hour; may be empty.</param>
/// <param name="From">First local day.</param>
/// <param name="To">The local day after the last.</param>
/// <param name="Market">Whose rules count the peaks.</param>
/// <param name="RateUsdPerMwYear">What a MW at the peaks costs in a year; null for the rules' dated rates.</param>
/// <param name="Hours">The dial: hours to curtail in a year's peak months.</param>
public sealed record PeakRequest(
    ImmutableArray<string> LoadFiles,
    ImmutableArray<string> GenerationFiles,
    LocalDate From,
    LocalDate To,
    string Market,
    decimal? RateUsdPerMwYear,
    decimal Hours)
{
    /// <summary>Files of temperatures; may be empty.</summary>
    public ImmutableArray<string> WeatherFiles { get; init; } = [];
}
