using NodaTime;
using Spillway.App.Api;
using Spillway.App.Api.Doors;

namespace Spillway.App.Alarms;

/// <summary>Raises an alarm while the certificate of the door for other machines is near its end or beyond it, and ends it when the file
/// holds a new one.</summary>
internal sealed class CertificateAlarm : IDisposable
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromHours(1);

    private readonly AlarmDesk _alarms;
    private readonly TimeProvider _wall;
    private readonly string? _file;
    private readonly ITimer? _timer;

    public CertificateAlarm(AlarmDesk alarms, DeskRoom room)
    {
        (_alarms, _wall, _file) = (alarms, room.Wall, room.Public?.Certificate);
        _timer = _file is null ? null : room.Wall.CreateTimer(_ => Look(), null, TimeSpan.Zero, _lookEvery);
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        // A file that cannot be read just now is being replaced: what stands stays, and the next look is in an hour.
        if (_file is not { } file || CertificateTerm.EndOf(file) is not { } end)
        {
            return;
        }

        if (CertificateTerm.IsNear(end, Instant.FromDateTimeOffset(_wall.GetUtcNow())))
        {
            _alarms.Raise(DeskAlarm.CertificateEnds, file);
        }
        else
        {
            _alarms.End(DeskAlarm.CertificateEnds, file);
        }
    }
}
