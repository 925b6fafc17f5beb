using Spillway.Devices.Miners.Answers;
using Spillway.Engine;

namespace Spillway.Devices.Miners;

/// <summary>Takes one thing from answers that a driver has to understand itself.</summary>
internal static class OpenedAnswer
{
    /// <summary>Opens an answer and takes something from it; null is nothing there.</summary>
    public static DeviceAnswer<T> Take<T>(ReadOnlyMemory<byte> bytes, Func<MinerAnswers, T?> take)
        where T : class => Take([("answer", bytes)], take);

    /// <summary>Opens answers and takes something from them.</summary>
    public static DeviceAnswer<T> Take<T>(IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> bytes, Func<MinerAnswers, T?> take)
        where T : class
    {
        try
        {
            using var answers = MinerAnswers.Of(bytes);
            return take(answers) is { } taken ? new(taken) : new(new DeviceFault(DeviceFaultKind.Malformed, "What came is no answer of such a machine."));
        }
        catch (RefusedException refusal)
        {
            return new(new DeviceFault(DeviceFaultKind.Malformed, refusal.Message));
        }
    }
}
