namespace Spillway.JournalWriter;

/// <summary>The machine's clock sped up, so that months turn while the journal is under load: some kills then hit a month that is being closed.</summary>
/// <param name="since">The instant from which on it runs faster; the same for every writer of a journal, so that its time goes on.</param>
/// <param name="daysASecond">How fast.</param>
internal sealed class RacingClock(DateTimeOffset since, int daysASecond) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => since.AddDays(daysASecond * (DateTimeOffset.UtcNow - since).TotalSeconds);
}
