using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Statements.Books;

/// <summary>A site's booked statements, month by month: versions are added and never changed, and each names the digest of the
/// one before it.</summary>
/// <remarks>The folder <c>statements/SITE/MONTH</c> of the data folder. A version is written aside and renamed into place: it is
/// there whole or not at all. One books at a time, in whichever process: a file beside the months is held meanwhile.</remarks>
public sealed class StatementBook
{
    /// <summary>The folder's name in the data folder.</summary>
    public const string FolderName = "statements";

    /// <summary>The folder of the customers' own books in a site's.</summary>
    public const string CustomersFolder = "customers";

    private const string ClosedMark = "closed";
    private const string LockName = "book.lock";
    private const int MostMonthsAhead = 1_200;

    private readonly string _folder;

    /// <summary>Names a site's book; nothing is opened yet.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="site">The site.</param>
    public StatementBook(string dataFolder, SiteId site)
        : this(Path.Combine(dataFolder, FolderName, site.Text))
    {
    }

    private StatementBook(string folder) => _folder = folder;

    /// <summary>The book of a hosted customer, beside the site's own: its statements and nobody else's.</summary>
    /// <param name="contract">The hosting contract.</param>
    /// <param name="customer">The customer's name.</param>
    /// <returns>The book; nothing is opened yet.</returns>
    public StatementBook OfCustomer(ContractId contract, string customer) => new(Path.Combine(_folder, CustomersFolder, contract.Text, customer));

    /// <summary>The hosted customers that have a book.</summary>
    public ImmutableArray<(ContractId Contract, string Customer)> Customers
    {
        get
        {
            var folder = Path.Combine(_folder, CustomersFolder);
            return !Directory.Exists(folder) ? [] :
            [
                .. Directory.GetDirectories(folder).SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal)
                    .Select(path => (new ContractId(Path.GetFileName(Path.GetDirectoryName(path)!)), Path.GetFileName(path))),
            ];
        }
    }

    /// <summary>The sites that have a book.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>Their names, in order.</returns>
    public static ImmutableArray<SiteId> Sites(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, FolderName);
        return Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).Select(name => new SiteId(name))]
            : [];
    }

    /// <summary>The months that have a version, ascending.</summary>
    public ImmutableArray<YearMonth> Months => Directory.Exists(_folder)
        ? [.. Directory.GetDirectories(_folder).Select(path => BookManifest.Month(Path.GetFileName(path)!)).OfType<YearMonth>().Order()]
        : [];

    /// <summary>The versions of a month, oldest first.</summary>
    /// <param name="month">The month.</param>
    /// <returns>Them; empty where nothing is booked.</returns>
    /// <exception cref="RefusedException"><see cref="BookErrors.Damaged"/>.</exception>
    public ImmutableArray<BookVersion> Versions(YearMonth month)
    {
        var folder = Place(month);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var versions = ImmutableArray.CreateBuilder<BookVersion>();
        var before = "";
        foreach (var path in Directory.GetDirectories(folder).Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Order(StringComparer.Ordinal))
        {
            var manifest = Path.Combine(path, BookManifest.Name);
            var version = BookManifest.Read(manifest);
            if (version.Before != before || version.Number != versions.Count + 1 || version.Month != month)
            {
                throw new RefusedException(BookErrors.Damaged, $"{manifest} does not follow the version before it.");
            }

            before = BookManifest.Digest(manifest);
            versions.Add(version);
        }

        return versions.DrainToImmutable();
    }

    /// <summary>The lines of a version.</summary>
    /// <param name="version">The version.</param>
    /// <returns>Its lines, as booked.</returns>
    /// <exception cref="RefusedException"><see cref="BookErrors.Damaged"/>.</exception>
    public IEnumerable<BookedLine> Lines(BookVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return BookLinesFile.Read(Path.Combine(Place(version.Month), Name(version), BookLinesFile.Name), version.Sha256);
    }

    /// <summary>Every version whose lines are about a month, oldest first: its own, and corrections booked later elsewhere. A correction
    /// only ever moves on to a later month, so that months and numbers tell the order; a clock that was set back does not.</summary>
    /// <param name="month">The month.</param>
    /// <returns>Them.</returns>
    public ImmutableArray<BookVersion> About(YearMonth month) =>
        [.. Months.Where(other => other >= month).SelectMany(other => Versions(other)).Where(version => version.Of == month)];

    /// <summary>What stands of a month: every line that was booked and not reversed.</summary>
    /// <param name="month">The month.</param>
    /// <returns>The lines by name.</returns>
    public IReadOnlyDictionary<LineId, StatementLine> Standing(YearMonth month) => Standing(About(month));

    /// <summary>What stood of a month once some versions were booked.</summary>
    /// <param name="versions">The versions about it, oldest first.</param>
    /// <returns>The lines by name.</returns>
    public IReadOnlyDictionary<LineId, StatementLine> Standing(IEnumerable<BookVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        var standing = new Dictionary<LineId, StatementLine>();
        foreach (var line in versions.SelectMany(Lines))
        {
            if (line.IsReversal)
            {
                standing.Remove(line.Line.Id);
            }
            else
            {
                standing[line.Line.Id] = line.Line;
            }
        }

        return standing;
    }

    /// <summary>The digest of a version's manifest: what the version after it names.</summary>
    /// <param name="version">The version.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string ManifestSha256(BookVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return BookManifest.Digest(Path.Combine(Place(version.Month), Name(version), BookManifest.Name));
    }

    /// <summary>Whether a month is closed.</summary>
    /// <param name="month">The month.</param>
    /// <returns>True from its closing on, for ever.</returns>
    public bool IsClosed(YearMonth month) => File.Exists(Path.Combine(Place(month), ClosedMark));

    /// <summary>Closes a month: from now on its corrections land in the next open one.</summary>
    /// <param name="month">The month.</param>
    /// <param name="at">When.</param>
    public void Close(YearMonth month, Instant at)
    {
        var versions = Versions(month);
        if (versions.All(version => version.Of != month))
        {
            throw new RefusedException(BookErrors.WrongVersion, $"{BookManifest.Text(month)} has no version that could be closed.");
        }

        using var held = Lock();
        var last = ManifestSha256(versions[^1]);
        Guarded(() => File.WriteAllText(Path.Combine(Place(month), ClosedMark), $"{at} {last}\n"));
    }

    /// <summary>Books what of a statement is not yet booked.</summary>
    /// <param name="month">The month it is about.</param>
    /// <param name="kind">What it is to be.</param>
    /// <param name="statement">The statement of the whole month.</param>
    /// <param name="sources">The files it was made from, in its order.</param>
    /// <param name="at">When.</param>
    /// <returns>The version as booked, and what it changed.</returns>
    /// <exception cref="RefusedException">The kind cannot come next, the month is closed, or the disk refuses.</exception>
    public (BookVersion Version, ImmutableArray<ChangedLine> Changes) Book(
        YearMonth month, BookKind kind, Statement statement, ImmutableArray<BookSource> sources, Instant at) =>
        Book(month, kind, statement, sources, (at, null));

    /// <summary>The same for a customer, with what it owes.</summary>
    internal (BookVersion Version, ImmutableArray<ChangedLine> Changes) Book(
        YearMonth month, BookKind kind, Statement statement, ImmutableArray<BookSource> sources, (Instant At, Money? Owed) now)
    {
        ArgumentNullException.ThrowIfNull(statement);
        using var held = Lock();
        Check(month, kind);
        var place = IsClosed(month) ? NextOpen(month) : month;
        var changes = BookDifference.Of(Standing(month), statement.Lines);
        var lines = BookDifference.Lines(changes);
        var earlier = Versions(place);
        var before = earlier.IsEmpty ? "" : ManifestSha256(earlier[^1]);
        var version = new BookVersion(
            place, earlier.Length + 1, place == month ? kind : BookKind.Correction, month, now.At, statement.Currency, new(lines.Sum(line => line.Line.Amount.Value)), sources, "", before)
        {
            Owed = now.Owed,
        };
        return (Write(version, lines), changes);
    }

    // The operating system lets go of it when the process ends, however it does.
    private FileStream Lock()
    {
        var path = Path.Combine(_folder, LockName);
        Guarded(() => Directory.CreateDirectory(_folder));
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (cause.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new RefusedException(BookErrors.Held, $"Another booking holds {_folder}.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(BookErrors.Unwritable, $"{_folder}: {cause.Message}", cause);
        }
    }

    private void Check(YearMonth month, BookKind kind)
    {
        var own = Versions(month).Where(version => version.Of == month).Select(version => version.Kind).ToList();
        var name = BookKinds.Of(kind);
        if (IsClosed(month) && kind != BookKind.TrueUp)
        {
            throw new RefusedException(BookErrors.Closed, $"{BookManifest.Text(month)} is closed and cannot be booked as {name}.");
        }

        if (own.Count == 0 && kind == BookKind.TrueUp)
        {
            throw new RefusedException(BookErrors.WrongVersion, $"{BookManifest.Text(month)} has no version yet, so there is nothing to true up.");
        }

        var isTwice = kind == BookKind.Initial ? own.Count > 0 : kind == BookKind.Final && own.Exists(other => other is BookKind.Final or BookKind.TrueUp);
        if (isTwice)
        {
            throw new RefusedException(BookErrors.WrongVersion, $"{BookManifest.Text(month)} is booked as {string.Join(", ", own.Select(BookKinds.Of))} already and cannot be booked as {name}.");
        }
    }

    private YearMonth NextOpen(YearMonth month)
    {
        var next = month;
        for (var ahead = 0; ahead < MostMonthsAhead && IsClosed(next); ahead++)
        {
            next = next.PlusMonths(1);
        }

        return next;
    }

    private BookVersion Write(BookVersion version, ImmutableArray<BookedLine> lines)
    {
        var place = Path.Combine(Place(version.Month), Name(version));
        var aside = Path.Combine(Place(version.Month), $".{Name(version)}");
        return Guarded(() =>
        {
            if (Directory.Exists(aside))
            {
                // What an interrupted booking left behind was never part of the book.
                Directory.Delete(aside, recursive: true);
            }

            Directory.CreateDirectory(aside);
            var digest = BookLinesFile.Write(Path.Combine(aside, BookLinesFile.Name), version.Currency, [.. version.Sources.Select(source => source.File)], lines);
            var written = version with { Sha256 = digest };
            BookManifest.Write(Path.Combine(aside, BookManifest.Name), written);
            Directory.Move(aside, place);
            return written;
        });
    }

    private T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(BookErrors.Unwritable, $"{_folder}: {cause.Message}", cause);
        }
    }

    private void Guarded(Action write) => Guarded(() =>
    {
        write();
        return true;
    });

    private string Place(YearMonth month) => Path.Combine(_folder, BookManifest.Text(month));

    private static string Name(BookVersion version) => string.Create(CultureInfo.InvariantCulture, $"{version.Number:0000}-{BookKinds.Of(version.Kind)}{(version.Of == version.Month ? "" : "-of-" + BookManifest.Text(version.Of))}");
}
