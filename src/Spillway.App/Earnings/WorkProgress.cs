namespace Spillway.App.Earnings;

/// <summary>Where long work notes how far it is, and whoever waits looks. Any thread.</summary>
public sealed class WorkProgress
{
    private WorkStep _now = new(WorkStage.Waiting, null);

    /// <summary>How far it is.</summary>
    public WorkStep Now => Volatile.Read(ref _now);

    /// <summary>Notes how far it is.</summary>
    /// <param name="stage">What it is at.</param>
    /// <param name="share">How much of that is done, 0 to 1; null where that is not known.</param>
    public void Report(WorkStage stage, double? share = null) => Volatile.Write(ref _now, new(stage, share));
}
