using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What one meter counted in one interval.</summary>
/// <param name="Id">The reading's name.</param>
/// <param name="Energy">Consumption positive.</param>
/// <param name="Quality">How it came about.</param>
public readonly record struct MeterReading(ReadingId Id, MegawattHours Energy, ReadingQuality Quality);
