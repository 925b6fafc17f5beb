using System.Globalization;
using Spillway.Journal.Sqlite;

namespace Spillway.Journal.Polls;

/// <summary>The newest raw answers of devices, in files that together never exceed a limit; the oldest make room.</summary>
/// <remarks>
/// Outside the journal on purpose: nothing is decided from it, it is not chained, and a killed process may lose the rows of its last
/// moments. It is a ring of <see cref="Parts"/> files: when one is full the oldest is emptied and written next. For one writer, which
/// calls from one thread at a time.
/// </remarks>
public sealed class PollRing : IDisposable
{
    /// <summary>How many files the ring has; all but one part of it is always kept.</summary>
    public const int Parts = 8;

    private readonly string _folder;
    private readonly long _partBytes;
    private readonly byte[] _frame = new byte[PollFrame.MostBytes];
    private FileStream _part;
    private long _turn;

    private PollRing(string folder, long partBytes, long turn, FileStream part) =>
        (_folder, _partBytes, _turn, _part) = (folder, partBytes, turn, part);

    /// <summary>Opens a ring, or begins one; what a killed process left half-written is cut off.</summary>
    /// <param name="folder">Its folder; made where it is not there.</param>
    /// <param name="limitMegabytes">The most that all its files may take, in megabytes (10⁶ bytes). Range 16 to 1,000,000.</param>
    /// <returns>The ring.</returns>
    /// <exception cref="Spillway.Engine.RefusedException">The folder cannot be written.</exception>
    public static PollRing Open(string folder, int limitMegabytes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(limitMegabytes, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limitMegabytes, 1_000_000);
        return JournalFaults.Guarded(folder, () =>
        {
            Directory.CreateDirectory(folder);
            var turn = Newest(folder);
            var part = new FileStream(PartFile(folder, (int)(turn % Parts)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            part.SetLength(PollFrame.WholeBytes(part));
            PollFrame.WriteTurn(part, turn);
            part.Seek(0, SeekOrigin.End);
            return new PollRing(folder, limitMegabytes * 1_000_000L / Parts, turn, part);
        });
    }

    /// <summary>The rows of a ring, the oldest first; rows that are being written meanwhile may be left out.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>The rows.</returns>
    public static IEnumerable<PollRow> Read(string folder)
    {
        var newest = Directory.Exists(folder) ? Newest(folder) : 0;
        return Enumerable.Range(1, Parts).SelectMany(step => Rows(PartFile(folder, (int)((newest + step) % Parts))));
    }

    /// <summary>The newest rows of a ring, the oldest of them first; no more of it is read than holds them.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="device">Only this device's; null for every one's.</param>
    /// <param name="most">How many at most; from 1.</param>
    /// <returns>The rows.</returns>
    public static IReadOnlyList<PollRow> ReadNewest(string folder, string? device, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var newest = Directory.Exists(folder) ? Newest(folder) : 0;
        var rows = new List<PollRow>();
        for (var back = 0; back < Parts && rows.Count < most; back++)
        {
            var file = PartFile(folder, (int)((newest + Parts - back) % Parts));
            rows.InsertRange(0, Rows(file).Where(row => device is null || row.Device == device).TakeLast(most - rows.Count));
        }

        return rows;
    }

    /// <summary>Keeps a block's rows.</summary>
    /// <param name="block">The rows, in the order in which they came.</param>
    /// <exception cref="Spillway.Engine.RefusedException">They could not be written.</exception>
    public void Add(PollBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        var bytes = PollFrame.Write(block.Rows, _frame);
        JournalFaults.Guarded(_folder, () =>
        {
            if (_part.Position + bytes > _partBytes)
            {
                Turn();
            }

            _part.Write(_frame, 0, bytes);
            _part.Flush();
            return true;
        });
    }

    /// <summary>Closes the ring.</summary>
    public void Dispose() => _part.Dispose();

    private static IEnumerable<PollRow> Rows(string file)
    {
        if (!File.Exists(file))
        {
            yield break;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        PollFrame.ReadTurn(stream);
        while (PollFrame.TryRead(stream) is { } block)
        {
            foreach (var row in PollBlock.Read(block))
            {
                yield return row;
            }
        }
    }

    private void Turn()
    {
        _part.Dispose();
        _turn++;
        _part = new FileStream(PartFile(_folder, (int)(_turn % Parts)), FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        PollFrame.WriteTurn(_part, _turn);
    }

    private static string PartFile(string folder, int index) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"polls-{index}.ring"));

    /// <summary>How often the ring has turned: the highest number that a part of it begins with.</summary>
    private static long Newest(string folder) => Enumerable.Range(0, Parts)
        .Select(index => PartFile(folder, index))
        .Where(File.Exists)
        .Select(Begun)
        .DefaultIfEmpty(0)
        .Max();

    private static long Begun(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return PollFrame.ReadTurn(stream);
    }
}
