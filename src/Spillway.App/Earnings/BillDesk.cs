using System.Xml;
using NodaTime.Text;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.App.Reconciliations;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>Holds bills that people send against what the desk's own journal says, in the background.</summary>
public sealed class BillDesk : IDisposable
{
    /// <summary>How large a bill may be, in bytes.</summary>
    public const long MostBillBytes = 16 * 1024 * 1024;

    /// <summary>How large a mapping may be, in bytes.</summary>
    public const long MostMappingBytes = 256 * 1024;

    private const string FolderName = "bills-sent";
    private static readonly string[] _endings = [".csv", ".gz", ".xlsx", ".xml", ".txt"];

    private readonly DeskRoom _room;
    private readonly Gate _gate;
    private readonly EarningsBook _book;
    private readonly PeopleJournal _people;
    private int _sent;

    /// <summary>Begins with none; what an earlier desk left is removed.</summary>
    /// <param name="room">The desk and its surroundings.</param>
    /// <param name="gate">Who may do what.</param>
    /// <param name="book">Our side.</param>
    /// <param name="people">Where it is noted who reconciled what.</param>
    public BillDesk(DeskRoom room, Gate gate, EarningsBook book, PeopleJournal people)
    {
        ArgumentNullException.ThrowIfNull(room);
        (_room, _gate, _book, _people) = (room, gate, book, people);
        Jobs = new(room.Wall, static _ => { });
        Remove(Folder);
    }

    /// <summary>Those that are held and were held against ours.</summary>
    public JobBook<ReconciledBill> Jobs { get; }

    private string Folder => Path.Combine(_room.DataFolder, FolderName);

    /// <summary>Takes a bill and begins to hold it against ours; it is noted in the journal.</summary>
    /// <param name="who">Who sends it.</param>
    /// <param name="period">Which days of ours.</param>
    /// <param name="bill">The bill.</param>
    /// <param name="mapping">What its columns and codes mean.</param>
    /// <param name="cancellation">Ends the taking.</param>
    /// <returns>The work.</returns>
    /// <exception cref="RefusedException">They may not, a file is too large, or too much goes on.</exception>
    public async Task<DeskJob<ReconciledBill>> StartAsync(Actor who, MoneyPeriod period, SentFile bill, SentFile mapping, CancellationToken cancellation)
    {
        _gate.Demand(who, DeskAction.Reconcile);
        ArgumentNullException.ThrowIfNull(bill);
        ArgumentNullException.ThrowIfNull(mapping);
        if (!_endings.Contains(Path.GetExtension(bill.PlainName).ToLowerInvariant()))
        {
            throw new RefusedException(EarningsErrors.BadUpload, $"'{bill.PlainName}' ends in none of {string.Join(", ", _endings)}.");
        }

        var folder = Path.Combine(Folder, FormattableString.Invariant($"{Interlocked.Increment(ref _sent)}"));
        Directory.CreateDirectory(folder);
        try
        {
            var request = new BilledRequest(Path.Combine(folder, bill.PlainName), Path.Combine(folder, "mapping.yaml"), []);
            await bill.KeepAsync(request.Bill, MostBillBytes, cancellation).ConfigureAwait(false);
            await mapping.KeepAsync(request.Mapping, MostMappingBytes, cancellation).ConfigureAwait(false);
            return Jobs.Start(who, (_, progress, ending) => ReconcileAsync(who, period, (request, folder), progress, ending));
        }
        catch
        {
            // Whatever it was goes on; half an upload must not stay behind it.
            Remove(folder);
            throw;
        }
    }

    /// <summary>Writes what is to be disputed.</summary>
    /// <param name="bill">The bill.</param>
    /// <param name="isXml">In the shape of ERCOT's disputes; else as CSV.</param>
    /// <param name="output">Where to.</param>
    public void WriteDispute(ReconciledBill bill, bool isXml, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(bill);
        if (!isXml)
        {
            DisputeCsv.Write(bill.Reconciled, output);
            return;
        }

        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true });
        ErcotDisputes.Of(bill.Reconciled, _room.View.Site.TimeZone).Save(xml);
    }

    /// <inheritdoc/>
    public void Dispose() => Jobs.Dispose();

    private async Task<ReconciledBill> ReconcileAsync(
        Actor who, MoneyPeriod period, (BilledRequest Request, string Folder) sent, WorkProgress progress, CancellationToken cancellation)
    {
        try
        {
            progress.Report(WorkStage.Settling);
            var settled = await _book.OfAsync(period, cancellation).ConfigureAwait(false);
            progress.Report(WorkStage.Reconciling);
            var reconciled = BillReconciliation.Of(_room.View.Site, settled.Loaded, sent.Request, cancellation);
            await _people.RecordAsync(
                PersonKinds.Reconciled,
                who,
                writer =>
                {
                    writer.WriteString("from", LocalDatePattern.Iso.Format(period.From));
                    writer.WriteString("to", LocalDatePattern.Iso.Format(period.To));
                    writer.WriteString("bill_sha256", reconciled.Bill.Source.Sha256);
                    writer.WriteNumber("variances", reconciled.Found.Variances.Length);
                    writer.WriteNumber("difference", reconciled.Found.Difference.Value);
                },
                cancellation).ConfigureAwait(false);
            return new(period, Path.GetFileName(sent.Request.Bill), reconciled);
        }
        finally
        {
            Remove(sent.Folder);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
