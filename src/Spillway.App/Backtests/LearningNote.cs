namespace Spillway.App.Backtests;

/// <summary>What look-ahead learned before a run, timed apart from it.</summary>
/// <param name="Models">How many models, one a distinct start cost; 0 where the history is too short.</param>
/// <param name="Intervals">Known intervals they were learned from.</param>
/// <param name="FromCache">How many of them were found in the data folder.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record LearningNote(int Models, int Intervals, int FromCache, TimeSpan Elapsed);
