using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Earnings;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Earnings;

public sealed class JobBookTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_work_is_done_fails_with_its_refusal_or_is_ended_by_hand()
    {
        using var book = new JobBook<string>(TimeProvider.System, static _ => { });
        var done = book.Start(Actor.Local, static (id, _, _) => Task.FromResult("result of " + id));
        await done.EndedAsync(_cancellation);
        var failed = book.Start(Actor.Local, static (_, _, _) => Task.FromException<string>(new RefusedException(EarningsErrors.NotReady, "why")));
        await failed.EndedAsync(_cancellation);
        var ended = book.Start(Actor.Local, static async (_, _, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return "never";
        });
        ended.State.ShouldBe(WorkState.Running);
        ended.Cancel();
        await ended.EndedAsync(_cancellation);

        (done.State, done.Result).ShouldBe((WorkState.Done, "result of 1"));
        (failed.State, failed.Refusal?.What, failed.Fault).ShouldBe((WorkState.Failed, "why", null));
        (ended.State, ended.Result).ShouldBe((WorkState.Cancelled, null));
        book.All.Select(static job => job.Id).ShouldBe(["3", "2", "1"]);
    }

    [Fact]
    public async Task Too_much_at_once_is_refused_and_what_is_old_is_forgotten_with_what_it_left()
    {
        var forgotten = new List<string>();
        using var book = new JobBook<string>(TimeProvider.System, forgotten.Add);
        using var gate = new CancellationTokenSource();
        async Task<string> Wait(string id, WorkProgress progress, CancellationToken cancellation)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return id;
        }

        var (first, second) = (book.Start(Actor.Local, Wait), book.Start(Actor.Local, Wait));
        Should.Throw<RefusedException>(() => book.Start(Actor.Local, Wait)).Code.ShouldBe(EarningsErrors.TooMuchWork);
        first.Cancel();
        await first.EndedAsync(_cancellation);
        for (var more = 0; more < JobBook<string>.MostKept; more++)
        {
            await book.Start(Actor.Local, static (id, _, _) => Task.FromResult(id)).EndedAsync(_cancellation);
        }

        forgotten.ShouldContain("1");
        book.All.ShouldContain(second);
        Should.Throw<RefusedException>(() => book.Find("1")).Code.ShouldBe(EarningsErrors.NoSuchWork);
        second.Cancel();
        await second.EndedAsync(_cancellation);
    }
}
