using System.Collections.Concurrent;
using System.Diagnostics;
using Shouldly;
using Spillway.App.Streams;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Streams;

public sealed class DeskTraceTests
{
    [Fact]
    public async Task An_order_is_a_span_that_says_what_came_of_it_and_not_who_gave_it_or_why()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == DeskTraces.SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var rig = await ApiRig.StartAsync(TestContext.Current.CancellationToken);

        await rig.OrderAsync("""{"id":"traced","kind":"shed","to_mw":3,"within_seconds":60,"reason":"nobody's business","by":"me"}""");

        var span = spans.Single(static one => Equals(one.GetTagItem("spillway.order.id"), "traced"));
        span.Status.ShouldBe(ActivityStatusCode.Ok);
        span.GetTagItem("spillway.order.kind").ShouldBe("Ceiling");
        span.GetTagItem("spillway.order.verdict").ShouldBe("Accepted");
        span.TagObjects.ShouldNotContain(static tag => Equals(tag.Value, "nobody's business"));
    }
}
