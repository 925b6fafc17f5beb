namespace Spillway.App.Machines;

/// <summary>How machines followed when they were told to sleep, or to wake: by what they were seen doing, not by what they said to it.</summary>
/// <param name="Told">How often they were told, the same thing told again not counted.</param>
/// <param name="Done">How often they were seen doing it.</param>
/// <param name="Again">How often they had to be told again.</param>
/// <param name="Refused">How often a command came back refused, unreachable or late.</param>
/// <param name="MedianSeconds">How long it took in the middle, from the first telling until it was seen; null where nothing was seen. Unit: s.</param>
/// <param name="SlowSeconds">How long it took at most in 95 of 100 cases. Unit: s.</param>
public sealed record MoveTruth(int Told, int Done, int Again, int Refused, decimal? MedianSeconds, decimal? SlowSeconds)
{
    /// <summary>The share of the tellings that were done; null where nothing was told.</summary>
    public decimal? DoneShare => Told == 0 ? null : (decimal)Done / Told;
}
