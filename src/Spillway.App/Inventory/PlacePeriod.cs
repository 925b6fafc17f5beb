using System.Net;
using NodaTime;

namespace Spillway.App.Inventory;

/// <summary>An address at which a machine was, and when.</summary>
/// <param name="Address">The address.</param>
/// <param name="From">When it was first known there.</param>
/// <param name="To">When it was last known there.</param>
public sealed record PlacePeriod(IPAddress Address, Instant From, Instant To);
