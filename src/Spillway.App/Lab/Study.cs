using NodaTime;

namespace Spillway.App.Lab;

/// <summary>A study: what was asked for and how far it is.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="By">Who asked.</param>
/// <param name="AskedAt">When, by the wall clock.</param>
/// <param name="State">How far it is.</param>
/// <param name="StartedAt">When its turn came; null before.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="Fault">Why it gave up; null where it did not.</param>
/// <param name="Done">The share that is done, 0 to 1; null where that is not known yet.</param>
/// <param name="SiteDigest">SHA-256 of the site file that it was run on; empty before its turn.</param>
public sealed record Study(
    long Id,
    StudyRequest Request,
    string By,
    Instant AskedAt,
    StudyState State,
    Instant? StartedAt,
    Instant? EndedAt,
    string? Fault,
    double? Done,
    string SiteDigest)
{
    /// <summary>Whether it varies something.</summary>
    public bool IsSweep => !Request.Sweeps.IsEmpty;

    /// <summary>Whether it waits or runs.</summary>
    public bool IsOpen => State is StudyState.Waiting or StudyState.Running;
}
