using System.Globalization;

namespace Spillway.App.Cli;

/// <summary>One line on a terminal that says how far long work is; silent in a pipe.</summary>
internal sealed class ProgressLine(Terminal terminal) : IDisposable
{
    private readonly Lock _lock = new();
    private int _shown;

    public void Show(string text)
    {
        if (!terminal.IsInteractive)
        {
            return;
        }

        lock (_lock)
        {
            var padded = text.PadRight(_shown);
            _shown = text.Length;
            terminal.Errors.Write("\r" + padded);
            terminal.Errors.Flush();
        }
    }

    public IProgress<int> Steps(string what, int steps) => new Share(this, what, steps);

    /// <summary>Takes the line away, so that something else can be written in its place.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_shown > 0)
            {
                terminal.Errors.Write("\r" + new string(' ', _shown) + "\r");
                _shown = 0;
            }
        }
    }

    public void Dispose() => Clear();

    private sealed class Share(ProgressLine line, string what, int steps) : IProgress<int>
    {
        public void Report(int value) =>
            line.Show(string.Create(CultureInfo.InvariantCulture, $"{what} {100L * value / Math.Max(1, steps)} %"));
    }
}
