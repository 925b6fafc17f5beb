using System.Globalization;
using Spillway.Devices.Discovery;

namespace Spillway.App.Cli;

/// <summary>How far a search is, on one line of a terminal; redrawn a thousand times at most.</summary>
internal sealed class ScanProgressLine(ProgressLine line, long addresses) : IProgress<ScanProgress>
{
    private const long Steps = 1000;

    private long _shown = -1;

    public void Report(ScanProgress value)
    {
        var step = value.Visited * Steps / Math.Max(1, addresses);
        if (Interlocked.Exchange(ref _shown, step) != step)
        {
            line.Show(string.Create(CultureInfo.InvariantCulture, $"{value.Visited:N0} of {addresses:N0} addresses, {value.Answered:N0} answered"));
        }
    }
}
