using Shouldly;
using Spillway.App.Earnings;
using Xunit;

namespace Spillway.Tests.App.Earnings;

public sealed class SharedWorkTests
{
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(30);
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_ask_for_the_same_wait_for_one_work_and_later_ones_get_what_it_made()
    {
        using var work = new SharedWork<string, string>(2);
        var (made, gate) = (0, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        Task<string> Make(WorkProgress progress, CancellationToken cancellation)
        {
            Interlocked.Increment(ref made);
            return gate.Task;
        }

        var first = work.GetAsync("month", Make, _cancellation);
        var second = work.GetAsync("month", Make, _cancellation);
        work.Find("month").ShouldBeNull();
        gate.SetResult("settled");

        (await first.WaitAsync(_long, _cancellation)).ShouldBe("settled");
        (await second.WaitAsync(_long, _cancellation)).ShouldBe("settled");
        (await work.GetAsync("month", Make, _cancellation)).ShouldBe("settled");
        work.Find("month").ShouldBe("settled");
        made.ShouldBe(1);
    }

    [Fact]
    public async Task Work_goes_on_while_somebody_waits_and_ends_with_the_last()
    {
        using var work = new SharedWork<string, string>(2);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        async Task<string> Make(WorkProgress progress, CancellationToken cancellation)
        {
            progress.Report(WorkStage.ReadingJournal, 0.25);
            using var told = cancellation.Register(() => ended.TrySetResult());
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return "never";
        }

        var first = work.GetAsync("month", Make, one.Token);
        var second = work.GetAsync("month", Make, other.Token);
        await begun.Task.WaitAsync(_long, _cancellation);
        await one.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        ended.Task.IsCompleted.ShouldBeFalse();
        work.ProgressOf("month").ShouldNotBeNull();

        await other.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        await ended.Task.WaitAsync(_long, _cancellation);
        work.ProgressOf("month").ShouldBeNull();
    }

    [Fact]
    public async Task What_failed_is_tried_again_and_the_least_asked_for_is_forgotten()
    {
        using var work = new SharedWork<string, string>(1);
        var tries = 0;
        Task<string> Make(WorkProgress progress, CancellationToken cancellation) =>
            ++tries == 1 ? Task.FromException<string>(new InvalidDataException("once")) : Task.FromResult("there");

        await Should.ThrowAsync<InvalidDataException>(() => work.GetAsync("a", Make, _cancellation));
        (await work.GetAsync("a", Make, _cancellation)).ShouldBe("there");
        await work.GetAsync("b", Make, _cancellation);

        work.Find("a").ShouldBeNull();
        work.Find("b").ShouldBe("there");
    }
}
