using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.App.Alarms;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Api.Doors;
using Xunit;

namespace Spillway.Tests.App.Alarms;

/// <summary>Somebody is told before the certificate ends, once, and no longer when a new one lies there.</summary>
public sealed class CertificateAlarmTests : IDisposable
{
    private const string Code = "certificate-ends";
    private static readonly TimeSpan _look = TimeSpan.FromHours(1);
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));
    private readonly FakeTimeProvider _wall = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task A_certificate_raises_the_alarm_two_weeks_before_its_end_and_a_new_one_ends_it()
    {
        MadeCertificate made = null!;
        await using var rig = await ApiRig.StartAsync(_limit.Token, furnish: room =>
        {
            made = MadeCertificate.In(room.DataFolder, until: _wall.GetUtcNow() + TimeSpan.FromDays(14) + _look);
            return room with { Wall = _wall, View = room.View with { Time = _wall }, Public = new(IPAddress.Loopback, 0, [], false, made.Certificate, made.Key) };
        });
        var alarms = rig.Services.GetRequiredService<AlarmDesk>();
        alarms.Newest.Entries.Values.ShouldNotContain(static one => one.Code == Code);

        _wall.Advance(_look + _look);
        await UntilAsync(alarms, list => list.Entries.Values.Any(one => one.Code == Code && one.Subject == made.Certificate && one.State == AlarmState.Unacknowledged));

        MadeCertificate.In(rig.Folder);
        _wall.Advance(_look);
        await UntilAsync(alarms, static list => list.Entries.Values.Any(static one => one.Code == Code && one.State == AlarmState.Returned));
    }

    // The desk may not wait for the next hour yet when the clock is put on: then it is put on again.
    private async Task UntilAsync(AlarmDesk alarms, Func<AlarmList, bool> isSo)
    {
        await using var hours = new Timer(_ => _wall.Advance(_look), null, _again, _again);
        await foreach (var list in alarms.WatchAsync(_limit.Token))
        {
            if (isSo(list))
            {
                return;
            }
        }
    }
}
