using Spillway.Engine;

namespace Spillway.App.Obligations;

/// <summary>What is refused of awards, baselines and events.</summary>
public static class ObligationErrors
{
    /// <summary>More is sold than can run.</summary>
    public static readonly ErrorCode Oversold = new(
        "SW4401", "More is sold than can run", "Correct the award, or the machines and the import limit of the site file: the same MW is never sold twice.");

    /// <summary>A baseline needs days that are not there.</summary>
    public static readonly ErrorCode TooFewDays = new(
        "SW4402", "Too few days for a baseline", "Give meter files that reach further back, or a method that looks at fewer days.");

    /// <summary>The meter has no reading where one is needed.</summary>
    public static readonly ErrorCode NoReading = new(
        "SW4403", "No meter reading in the event", "Give a meter file that holds the whole event.");

    /// <summary>An option that the method cannot use.</summary>
    public static readonly ErrorCode Contradiction = new(
        "SW4404", "Options that do not go together", "Leave one of them out; docs/reference/obligations.md says what each method takes.");

    /// <summary>The journal holds no such event.</summary>
    public static readonly ErrorCode UnknownEvent = new(
        "SW4405", "No such event", "List the events of the journal with 'spillway events list'.");

    /// <summary>What an event's proof stands on is no longer in the journal.</summary>
    public static readonly ErrorCode BeforeJournal = new(
        "SW4406", "The event began before the journal does", "Give the journal of the desk that took the order, with --home, or a backup of it.");

    /// <summary>A parameter of a market's rules that judges deliveries is no such figure.</summary>
    public static readonly ErrorCode WrongParameter = new(
        "SW4407", "A delivery parameter is no figure", "Correct the parameter's value in the market's rules file; docs/how-to/add-a-market.md says what each is for.");
}
