using Shouldly;
using Spillway.App.Console.Setup;
using Xunit;

namespace Spillway.Tests.App.Console.Setup;

public sealed class SetupPanelTests
{
    [Fact]
    public async Task A_second_press_while_the_first_is_done_does_nothing()
    {
        var panel = new Panel();
        var (times, first) = (0, new TaskCompletionSource());
        var begun = panel.PressAsync(async () =>
        {
            times++;
            await first.Task;
        });

        await panel.PressAsync(() =>
        {
            times++;
            return Task.CompletedTask;
        });
        first.SetResult();
        await begun;

        times.ShouldBe(1);
    }

    private sealed class Panel : SetupPanel
    {
        public Task PressAsync(Func<Task> work) => DoAsync(work);
    }
}
