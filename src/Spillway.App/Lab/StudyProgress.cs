using System.Collections.Concurrent;

namespace Spillway.App.Lab;

/// <summary>Adds up how far the parts of a study are, and tells of each hundredth. Any thread.</summary>
/// <param name="parts">How many parts there are.</param>
/// <param name="steps">How many steps each has.</param>
/// <param name="told">Told the share, 0 to 1.</param>
internal sealed class StudyProgress(int parts, int steps, Action<double> told)
{
    private const int Shown = 100;
    private readonly ConcurrentDictionary<string, int> _done = new(StringComparer.Ordinal);
    private int _last = -1;

    /// <summary>The progress of one part.</summary>
    public IProgress<int> Of(string part) => new Part(this, part);

    private void Report(string part, int done)
    {
        _done[part] = done;
        var share = Math.Min(1.0, _done.Values.Sum(static one => (long)one) / Math.Max(1.0, (double)parts * steps));
        var step = (int)(share * Shown);
        if (Interlocked.Exchange(ref _last, step) != step)
        {
            told(share);
        }
    }

    private sealed class Part(StudyProgress all, string name) : IProgress<int>
    {
        public void Report(int value) => all.Report(name, value);
    }
}
