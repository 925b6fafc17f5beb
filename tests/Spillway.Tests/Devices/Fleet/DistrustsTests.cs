using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Fleet;
using Xunit;

namespace Spillway.Tests.Devices.Fleet;

public sealed class DistrustsTests
{
    private static readonly DeviceFault _untrusted = new(DeviceFaultKind.Untrusted, "broker A");

    [Fact]
    public void What_stands_behind_many_feeds_is_said_once_and_over_when_the_last_of_them_answers()
    {
        var said = new List<string>();
        var distrusts = new Distrusts(said.Add);

        distrusts.Heard(0, _untrusted);
        distrusts.Heard(1, _untrusted);
        distrusts.Heard(2, _untrusted with { Detail = "broker B" });
        distrusts.Heard(0, new(DeviceFaultKind.Unreachable, "nobody there"));
        distrusts.Heard(0, _untrusted);
        said.ShouldBe(["ALARM broker A", "ALARM broker B"]);

        distrusts.Heard(0, null);
        distrusts.Heard(0, null);
        said.Count.ShouldBe(2);
        distrusts.Heard(1, null);
        distrusts.Heard(1, _untrusted);

        said[2..].ShouldBe(["over it is trusted again: broker A", "ALARM broker A"]);
    }
}
