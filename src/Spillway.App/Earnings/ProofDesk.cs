using System.Globalization;
using System.IO.Compression;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.App.Proofs;
using Spillway.App.Proofs.Keys;
using Spillway.App.Proofs.Verification;
using Spillway.App.Statements.Books;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>Makes proofs of what the desk earned, checks each as anybody would, and hands them out.</summary>
public sealed class ProofDesk : IDisposable
{
    /// <summary>The file of the data folder to which roots are appended where somebody asks for it.</summary>
    public const string AnchorFile = "proof-roots.jsonl";

    private const string FolderName = "proofs-taken";

    private readonly DeskRoom _room;
    private readonly Gate _gate;
    private readonly EarningsBook _book;
    private readonly PeopleJournal _people;

    // Proving one line reads its bundle through: one at a time.
    private readonly SemaphoreSlim _one = new(1, 1);
    private int _lines;

    // Two first proofs at once have one key.
    private readonly SemaphoreSlim _keys = new(1, 1);

    /// <summary>Begins with none; what an earlier desk left is removed.</summary>
    /// <param name="room">The desk and its surroundings.</param>
    /// <param name="gate">Who may do what.</param>
    /// <param name="book">What is proved.</param>
    /// <param name="people">Where it is noted who took one.</param>
    public ProofDesk(DeskRoom room, Gate gate, EarningsBook book, PeopleJournal people)
    {
        ArgumentNullException.ThrowIfNull(room);
        (_room, _gate, _book, _people) = (room, gate, book, people);
        Jobs = new(room.Wall, Forget);
        Remove(Folder);
    }

    /// <summary>Those that are made and were made.</summary>
    public JobBook<TakenProof> Jobs { get; }

    private string Folder => Path.Combine(_room.DataFolder, FolderName);

    /// <summary>Begins to make one; it is noted in the journal.</summary>
    /// <param name="who">Who wants it.</param>
    /// <param name="wanted">What it shall prove, and where its root shall be shown.</param>
    /// <returns>The work.</returns>
    /// <exception cref="RefusedException">They may not, what they want cannot be, or too much goes on.</exception>
    public DeskJob<TakenProof> Start(Actor who, WantedProof wanted)
    {
        _gate.Demand(who, DeskAction.TakeProof);
        ArgumentNullException.ThrowIfNull(wanted);
        var request = new ProofRequest(_room.SiteFile, _room.DataFolder)
        {
            Booked = wanted.As is { } kind ? new(new(_room.DataFolder, _room.View.Site.Site.Id), wanted.Month, kind) : null,
            Anchors = wanted.Places(_room.DataFolder, AllowsLocalTargets),
            AllowsLocalAnchors = AllowsLocalTargets,
        };
        return Jobs.Start(who, (id, progress, ending) => MakeAsync(who, wanted, request, (id, progress), ending));
    }

    /// <summary>Proves one line of a bundle alone.</summary>
    /// <param name="proof">The bundle.</param>
    /// <param name="line">The line's whole name.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The proof, which is gone once it is closed.</returns>
    /// <exception cref="RefusedException">The bundle has no such line.</exception>
    public async Task<Stream> LineAsync(TakenProof proof, string line, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(proof);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{proof.File}.line-{Interlocked.Increment(ref _lines)}");
            await Task.Run(() => LineProof.Write(proof.File, line, path, cancellation), cancellation).ConfigureAwait(false);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Writes a bundle and the page that checks it into one archive.</summary>
    /// <param name="proof">The bundle.</param>
    /// <param name="output">Where to; it may be one that cannot go back.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task PackAsync(TakenProof proof, Stream output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var archive = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            await archive.CreateEntryFromFileAsync(proof.File, proof.Name, CompressionLevel.Fastest, cancellation).ConfigureAwait(false);
            var page = await archive.CreateEntry(VerifyPage.FileName).OpenAsync(cancellation).ConfigureAwait(false);
            await using (page.ConfigureAwait(false))
            {
                await page.WriteAsync(Encoding.UTF8.GetBytes(VerifyPage.Text), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Jobs.Dispose();
        _one.Dispose();
        _keys.Dispose();
    }

    private bool AllowsLocalTargets => _room.View.Site.Installation?.Desk.AllowsLocalTargets ?? false;

    private async Task<TakenProof> MakeAsync(Actor who, WantedProof wanted, ProofRequest request, (string Id, WorkProgress Progress) job, CancellationToken cancellation)
    {
        var period = wanted.Period;
        job.Progress.Report(WorkStage.Settling);
        var settled = await _book.OfAsync(period, cancellation).ConfigureAwait(false);
        job.Progress.Report(WorkStage.WritingBundle);
        var folder = Path.Combine(Folder, job.Id);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{_room.View.Site.Site.Id.Text}-{period.Name}.proof");

        // By the wall clock, as keys are made and retired: a replayed day is proved today.
        await HaveKeyAsync(cancellation).ConfigureAwait(false);
        using var prover = await StatementProver.OpenAsync(_room.DataFolder, _room.Wall, cancellation).ConfigureAwait(false);
        var proved = await prover.WriteAsync(file, settled.Loaded, request, cancellation).ConfigureAwait(false);
        job.Progress.Report(WorkStage.CheckingBundle);
        var found = BundleVerifier.Verify(file, new(proved.Key.Text, null), cancellation);
        await _people.RecordAsync(
            PersonKinds.TookProof,
            who,
            writer =>
            {
                writer.WriteString("from", LocalDatePattern.Iso.Format(period.From));
                writer.WriteString("to", LocalDatePattern.Iso.Format(period.To));
                writer.WriteNumber("lines", proved.Lines);
                writer.WriteString("root", proved.Root);
                writer.WriteString("key_id", proved.Key.Text);
                writer.WriteString("as", wanted.As is { } kind ? BookKinds.Of(kind) : null);
                writer.WriteNumber("anchors", wanted.Anchors.Length);
            },
            cancellation).ConfigureAwait(false);
        return new(period, file, proved, found);
    }

    // The first proof makes the key, as 'spillway keys init' does. Where there was one and it was revoked, a person decides about the next.
    private async Task HaveKeyAsync(CancellationToken cancellation)
    {
        await _keys.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var ring = KeyRing.Open(_room.DataFolder);
            if (ring.Keys.IsEmpty)
            {
                var made = ring.Init(Instant.FromDateTimeOffset(_room.Wall.GetUtcNow()));
                _room.Say($"The first proof has made the key {made.Id}, which signs. Its private half lies in the folder keys of the data folder: keep a copy of it.");
            }

            if (_room.Journal is { } journal)
            {
                await KeyJournal.RecordAsync(ring, journal, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            _keys.Release();
        }
    }

    private void Forget(string id) => Remove(Path.Combine(Folder, id));

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
