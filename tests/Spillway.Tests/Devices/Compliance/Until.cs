using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Waits for something that other threads bring about.</summary>
internal static class Until
{
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(10);

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
