using Shouldly;
using Spillway.App.Alarms;
using Spillway.App.Notifications;
using Spillway.App.ShiftLog;
using Xunit;

namespace Spillway.Tests.App.Alarms;

/// <summary>docs/reference/api-alarms.md names every address of alarms, shift log and notifications, and no other.</summary>
public sealed class AlarmPageTests
{
    [Fact]
    public void The_page_names_every_address_and_no_other()
    {
        var named = File.ReadAllLines(Repository.Path("docs/reference/api-alarms.md")).Where(static line => line.Contains(" /api/v1/", StringComparison.Ordinal)).Select(static line => line.Split('`')[1]);

        named.ShouldBe(AlarmPart.All.Concat(ShiftPart.All).Concat(NotificationPart.All).Select(static one => $"{one.Method} {one.Address}"), ignoreOrder: true);
    }
}
