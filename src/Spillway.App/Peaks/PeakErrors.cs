using Spillway.Engine;

namespace Spillway.App.Peaks;

/// <summary>What the peaks command refuses.</summary>
public static class PeakErrors
{
    /// <summary>A load file has no total of the system.</summary>
    public static readonly ErrorCode NoTotal = new(
        "SW4301", "The load files hold no total of the system", "Give files with a column ERCOT or load_mw, in MW, by the hour or shorter.");

    /// <summary>A load cannot be one.</summary>
    public static readonly ErrorCode ImpossibleLoad = new(
        "SW4302", "A load is not possible", "Correct the row or leave its cell empty; a system's load lies above 0 and below 1,000,000 MW.");

    /// <summary>The market's peaks are of another kind.</summary>
    public static readonly ErrorCode MethodNotForeseen = new(
        "SW4303", "The market's peak method is not one that is foreseen", "Give --from and --to years in which the rules count one peak of 15 minutes in months from June to September.");

    /// <summary>A generation file has nothing by the quarter hour.</summary>
    public static readonly ErrorCode NoGeneration = new(
        "SW4304", "A generation file holds no generation by the quarter hour", "Give ERCOT's fuel mix workbooks, or tidy files with a column TOTAL_MWH, in MWh a quarter hour.");

    /// <summary>Weather files that have no part in any answer.</summary>
    public static readonly ErrorCode NoWeather = new(
        "SW4305", "The weather files hold no hour that is asked about", "Give files with hours between --from and --to, and for what is to be learned also of earlier years that the load files hold; leave the others out.");
}
