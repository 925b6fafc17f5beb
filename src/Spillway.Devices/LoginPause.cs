namespace Spillway.Devices;

/// <summary>
/// Keeps a wrong password from being sent again and again: some firmware locks the door after a few tries. After a refusal
/// nothing is tried for <see cref="Length"/>. Not for several threads at once.
/// </summary>
internal sealed class LoginPause(TimeProvider time)
{
    /// <summary>Within it a person may mend the password; a poll of a few seconds tries at most twelve times an hour.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    private DeviceFault? _refusal;
    private DateTimeOffset _until;

    /// <summary>Why no try is made now; null where one may be.</summary>
    public DeviceFault? Refusal => _refusal is not null && time.GetUtcNow() < _until
        ? _refusal with { Detail = $"{_refusal.Detail} Not tried again before {_until:HH:mm:ss} UTC." }
        : null;

    /// <summary>A credential was refused.</summary>
    public DeviceFault Refused(DeviceFault refusal)
    {
        _refusal = refusal;
        _until = time.GetUtcNow() + Length;
        return refusal;
    }

    /// <summary>A credential was accepted.</summary>
    public void Accepted() => _refusal = null;
}
