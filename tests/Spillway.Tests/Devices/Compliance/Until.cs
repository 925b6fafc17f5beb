using Spillway.Devices;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Waits for something that other threads bring about.</summary>
internal static class Until
{
    private const int TriesAtMost = 20;

    private static readonly TimeSpan _most = TimeSpan.FromSeconds(10);

    /// <summary>Asks until there is an answer: a busy machine may miss one or two short time limits.</summary>
    public static async Task<T> AnsweredAsync<T>(Func<ValueTask<DeviceAnswer<T>>> ask)
        where T : class
    {
        var answer = await ask();
        for (var count = 0; !answer.IsAnswered && count < TriesAtMost; count++)
        {
            answer = await ask();
        }

        Assert.True(answer.IsAnswered, answer.Fault?.Detail);
        return answer.Value!;
    }

    /// <summary>Waits until a statement holds, or says what did not within ten seconds.</summary>
    public static async Task HoldsAsync(Func<bool> statement, string what)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!statement())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > _most)
            {
                Assert.Fail($"{what}: not within {_most.TotalSeconds} s");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }
    }
}
