using System.Diagnostics;
using System.Globalization;

namespace Spillway.Bench;

/// <summary>Wall times in milliseconds, and how they are printed.</summary>
internal static class Timing
{
    public static double Once(Action act)
    {
        var begun = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    /// <summary>Processor time of the whole process in milliseconds: what a thing costs where others use the machine too.</summary>
    public static double Processor(Action act)
    {
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    public static double[] Many(int runs, Action act) => [.. Enumerable.Range(0, runs).Select(_ => Once(act))];

    public static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    public static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    public static void Machine() => Line(
        $"machine: {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}, .NET {Environment.Version}");
}
