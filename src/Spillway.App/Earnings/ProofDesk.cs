using System.IO.Compression;
using System.Text;
using NodaTime.Text;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.App.Proofs;
using Spillway.App.Proofs.Verification;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>Makes proofs of what the desk earned, checks each as anybody would, and hands them out.</summary>
public sealed class ProofDesk : IDisposable
{
    private const string FolderName = "proofs-taken";

    private readonly DeskRoom _room;
    private readonly Gate _gate;
    private readonly EarningsBook _book;
    private readonly PeopleJournal _people;

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
    /// <param name="period">Which days it shall prove.</param>
    /// <returns>The work.</returns>
    /// <exception cref="RefusedException">They may not, or too much goes on.</exception>
    public DeskJob<TakenProof> Start(Actor who, MoneyPeriod period)
    {
        _gate.Demand(who, DeskAction.TakeProof);
        ArgumentNullException.ThrowIfNull(period);
        return Jobs.Start(who, (id, progress, ending) => MakeAsync(who, period, (id, progress), ending));
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
    public void Dispose() => Jobs.Dispose();

    private async Task<TakenProof> MakeAsync(Actor who, MoneyPeriod period, (string Id, WorkProgress Progress) job, CancellationToken cancellation)
    {
        job.Progress.Report(WorkStage.Settling);
        var settled = await _book.OfAsync(period, cancellation).ConfigureAwait(false);
        job.Progress.Report(WorkStage.WritingBundle);
        var folder = Path.Combine(Folder, job.Id);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{_room.View.Site.Site.Id.Text}-{period.Name}.proof");

        // By the wall clock, as keys are made and retired: a replayed day is proved today.
        using var prover = await StatementProver.OpenAsync(_room.DataFolder, _room.Wall, cancellation).ConfigureAwait(false);
        var proved = await prover.WriteAsync(file, settled.Loaded, new(_room.SiteFile, _room.DataFolder), cancellation).ConfigureAwait(false);
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
            },
            cancellation).ConfigureAwait(false);
        return new(period, file, proved, found);
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
