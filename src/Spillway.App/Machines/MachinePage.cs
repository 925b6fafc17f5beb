namespace Spillway.App.Machines;

/// <summary>Which page of the fleet is asked for.</summary>
/// <param name="Filter">Which machines.</param>
/// <param name="Limit">At most so many of them, from 1.</param>
/// <param name="After">Only those of a higher number; -1 for the first page.</param>
internal sealed record MachinePage(FleetFilter Filter, int Limit, int After);
