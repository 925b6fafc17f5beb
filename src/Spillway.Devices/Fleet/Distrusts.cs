namespace Spillway.Devices.Fleet;

/// <summary>Says once that something does not prove to be the one that is meant, however many breakers stand behind it. Any thread.</summary>
/// <param name="say">Where it is said.</param>
internal sealed class Distrusts(Action<string> say)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, string> _standing = [];

    /// <summary>Hears how a breaker answered.</summary>
    /// <param name="feed">The index of its feed.</param>
    /// <param name="fault">Why it gave no answer; null where it gave one. One that did not come so far as to prove itself changes nothing.</param>
    public void Heard(int feed, DeviceFault? fault)
    {
        lock (_lock)
        {
            if (fault is { Kind: DeviceFaultKind.Untrusted, Detail: var detail })
            {
                var isSaid = _standing.ContainsValue(detail);
                _standing[feed] = detail;
                if (!isSaid)
                {
                    say($"ALARM {detail}");
                }
            }
            else if (fault is null && _standing.Remove(feed, out var was) && !_standing.ContainsValue(was))
            {
                say($"over it is trusted again: {was}");
            }
        }
    }
}
