using NodaTime;

namespace Spillway.App.Events;

/// <summary>A drill that is planned and that nobody has begun or called off.</summary>
/// <param name="Id">Its number, which no other plan of this desk has had.</param>
/// <param name="Wish">What is to be done, and when.</param>
/// <param name="PlannedBy">Who planned it.</param>
/// <param name="PlannedAt">When it was planned.</param>
public sealed record PlannedDrill(long Id, DrillWish Wish, string PlannedBy, Instant PlannedAt)
{
    /// <summary>How long after its time it can still be begun.</summary>
    public static readonly Duration Patience = Duration.FromHours(24);

    /// <summary>How it stands.</summary>
    /// <param name="now">The desk's time.</param>
    public PlannedDrillState State(Instant now) =>
        now < Wish.At ? PlannedDrillState.Ahead : now < Wish.At + Patience ? PlannedDrillState.Due : PlannedDrillState.Missed;
}
