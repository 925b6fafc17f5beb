namespace Spillway.App.Earnings;

/// <summary>How far long work is.</summary>
/// <param name="Stage">What it is at.</param>
/// <param name="Share">How much of that stage is done, 0 to 1; null where that is not known.</param>
public sealed record WorkStep(WorkStage Stage, double? Share)
{
    /// <summary>The name of the stage in JSON, such as <c>reading-journal</c>.</summary>
    public string Name => Stage switch
    {
        WorkStage.ReadingJournal => "reading-journal",
        WorkStage.Settling => "settling",
        WorkStage.Reconciling => "reconciling",
        WorkStage.WritingBundle => "writing-bundle",
        WorkStage.CheckingBundle => "checking-bundle",
        _ => "waiting",
    };
}
