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
        for (var step = 1; step <= Parts; step++)
        {
            var file = PartFile(folder, (int)((newest + step) % Parts));
            if (!File.Exists(file))
            {
                continue;
            }

            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            PollFrame.ReadTurn(stream);
            while (PollFrame.TryRead(stream) is { } row)
            {
                yield return row;
            }
        }
    }

    /// <summary>Keeps rows.</summary>
    /// <param name="rows">The rows, in the order in which they came.</param>
    /// <exception cref="Spillway.Engine.RefusedException">They could not be written.</exception>
    /// <exception cref="ArgumentException">A device's name or an answer is too long.</exception>
    public void Add(IEnumerable<PollRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        JournalFaults.Guarded(_folder, () =>
        {
            foreach (var row in rows)
            {
                var frame = PollFrame.Of(row);
                if (_part.Position + frame.Length > _partBytes)
                {
                    Turn();
                }

                _part.Write(frame);
            }

            _part.Flush();
            return true;
        });
    }

    /// <summary>Closes the ring.</summary>
    public void Dispose() => _part.Dispose();

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
