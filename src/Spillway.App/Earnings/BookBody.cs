using Spillway.App.Api.Contract;

namespace Spillway.App.Earnings;

/// <summary>The body that books a month, for the API's description.</summary>
/// <param name="Month">The month, as 2026-07.</param>
/// <param name="As"><c>initial</c>, <c>final</c> or <c>true-up</c>.</param>
/// <param name="Close">Whether the month is closed afterwards.</param>
internal sealed record BookBody(string Month, [OneOf("initial", "final", "true-up")] string As, bool? Close = null);
