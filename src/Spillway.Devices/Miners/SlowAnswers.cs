namespace Spillway.Devices.Miners;

/// <summary>Answers that hardly change (versions, addresses, pools) kept between readings, so that a poll asks only for what moves.</summary>
internal sealed class SlowAnswers(TimeProvider time, PollTap polls)
{
    /// <summary>How old they may be.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private IReadOnlyList<ReadOnlyMemory<byte>> _kept = [];
    private DateTimeOffset _until;

    /// <summary>The answers kept; asked for anew where they are too old, and left out where they cannot be read.</summary>
    public async ValueTask<DeviceAnswer<IReadOnlyList<ReadOnlyMemory<byte>>>> GetAsync(Func<ValueTask<DeviceAnswer<IReadOnlyList<ReadOnlyMemory<byte>>>>> ask)
    {
        if (time.GetUtcNow() < _until)
        {
            return new(_kept);
        }

        var answer = await ask().ConfigureAwait(false);
        if (answer.IsAnswered)
        {
            polls.Heard(answer.Value);
            _kept = [.. answer.Value.Where(bytes => OpenedAnswer.Take(bytes, _ => string.Empty).IsAnswered)];
            _until = time.GetUtcNow() + Lifetime;
            return new(_kept);
        }

        return answer;
    }

    /// <summary>The same reading; where it failed, nothing is kept of it.</summary>
    public DeviceAnswer<MinerReading> Judged(DeviceAnswer<MinerReading> reading)
    {
        if (!reading.IsAnswered)
        {
            Forget();
        }

        return reading;
    }

    /// <summary>Another machine may stand there now, or another firmware in it.</summary>
    public void Forget() => _until = default;
}
