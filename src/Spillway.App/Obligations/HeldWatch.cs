using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Sites;

namespace Spillway.App.Obligations;

/// <summary>What contracts hold of the site of a running desk: read when it begins, and again whenever a file of awards has
/// changed.</summary>
/// <remarks>A changed file that is refused, or that sells more than there is, is said once and changes nothing. Refreshed by the desk's
/// one thread; read by any.</remarks>
public sealed class HeldWatch
{
    private readonly ImmutableArray<string> _files;
    private readonly Func<HeldBook> _read;
    private readonly Action<string> _say;
    private ImmutableArray<(long Length, DateTime Changed)> _seen;
    private HeldBook _book;

    /// <summary>Reads what is held for the first time.</summary>
    /// <param name="files">The files of awards.</param>
    /// <param name="read">Reads them.</param>
    /// <param name="site">The site, which must have what is sold.</param>
    /// <param name="say">Told what changes, for people.</param>
    /// <exception cref="RefusedException">A file is refused, or more is sold than there is.</exception>
    public HeldWatch(ImmutableArray<string> files, Func<HeldBook> read, Site site, Action<string> say)
    {
        _files = files;
        _say = say;
        _read = () => Checked(read(), site);
        _seen = Seen();
        _book = _read();
    }

    /// <summary>What is held, as it is known now.</summary>
    public HeldBook Book => Volatile.Read(ref _book);

    /// <summary>Reads what is held again where a file has changed.</summary>
    /// <returns>What is held.</returns>
    public HeldBook Refreshed()
    {
        var seen = Seen();
        if (!seen.SequenceEqual(_seen))
        {
            _seen = seen;
            try
            {
                Volatile.Write(ref _book, _read());
                _say($"Awards read again: {string.Join(", ", _files)}.");
            }
            catch (RefusedException refusal)
            {
                _say($"ALARM awards that changed are not taken: {refusal.What} [{refusal.Code.Id}]");
            }
        }

        return Book;
    }

    /// <summary>Refuses what sells more than there is.</summary>
    /// <param name="book">What is held.</param>
    /// <param name="site">The site.</param>
    /// <returns>The same.</returns>
    /// <exception cref="RefusedException"><see cref="ObligationErrors.Oversold"/>.</exception>
    public static HeldBook Checked(HeldBook book, Site site)
    {
        ArgumentNullException.ThrowIfNull(book);
        var binding = book.All.Where(static one => one.NeedsRunning).ToList();
        if (binding.Count == 0)
        {
            return book;
        }

        var shortfalls = new HeadroomLedger(site).Shortfalls(book, binding.Min(static one => one.Start), binding.Max(static one => one.End), null);
        return shortfalls.IsEmpty ? book : throw Oversold(shortfalls);
    }

    /// <summary>The refusal of what sells more than there is.</summary>
    /// <param name="shortfalls">When; at least one.</param>
    /// <returns>The refusal, with the numbers of the first.</returns>
    public static RefusedException Oversold(ImmutableArray<HeldShortfall> shortfalls) => new(
        ObligationErrors.Oversold,
        HeadroomJson.Sentence(shortfalls[0]) + (shortfalls.Length == 1 ? "." : FormattableString.Invariant($", and {shortfalls.Length - 1} times more.")));

    private ImmutableArray<(long Length, DateTime Changed)> Seen() => [.. _files.Select(static path => new FileInfo(path))
        .Select(static file => file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1L, DateTime.MinValue))];
}
