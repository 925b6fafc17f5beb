namespace Spillway.BrowserTests.Console;

/// <summary>What tests write on the one desk that they share: names and sentences of people, which stand on its pages from then on in the
/// language they were written in.</summary>
internal static class Written
{
    public const string OutOfService = "breaker is being serviced";
    public const string HandOver = "Quiet. Transformer 2 hums above 30 MW.";
    public const string Rule = "night";
    public const string Backtest = "three days";
    public const string Sweep = "three strikes";
    public const string CalledOff = "far too many";
    public const string Change = "the new boards start slower";
    public const string NightNote = "Breaker seven was noisy during the night.";
    public const string Uneventful = "An uneventful evening so far.";
    public const string Added = "It was the relay: changed.";
    public const string Instruction = "Nobody goes behind transformer two alone.";
    public const string Watching = "being watched from the gate";
    public const string Called = "called by telephone";
    public const string Shelved = "the caller knows";
    public const string Enough = "the caller has enough";
    public const string Program = "weather board";
    public const string Role = "night-shift";
    public const string NextDay = "with the crew of the second hall";
    public const string NotNow = "tried out";
    public const string Tried = "the first twenty";

    // What the console writes in the name of whoever takes a shift over without a word, in the language of the page.
    private const string TakenOver = "Taken over as written.";

    // And in the name of whoever brings back the file as it was found, which is the first version that is kept.
    private const string BroughtBack = "back to version 1";

    // And as the reason of a stop.
    private const string Stopped = "stopped at the console";

    // The reason of an order that is a drill, in whoever's name it is begun.
    private const string Drilled = "drill";

    /// <summary>What the demonstration's people called things and wrote; "local" is who holds the data folder's token.</summary>
    public static IReadOnlyList<string> Names { get; } = ["local", "Demo site", "demo", "grid emergency (made up)", "main", "block", "retail", "wires", "reserve"];

    /// <summary>All of it.</summary>
    public static IEnumerable<string> All =>
    [
        OutOfService, HandOver, TakenOver, Rule, Backtest, Sweep, CalledOff, Change, BroughtBack, Drilled, NightNote, Added, Instruction, Watching, Called, Shelved, Enough, Program, Role, NotNow, NextDay,
        Stopped, Uneventful, Tried,
    ];
}
