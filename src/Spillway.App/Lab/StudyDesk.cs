using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.App.Setup;
using Spillway.App.Sites;
using Spillway.Engine;

namespace Spillway.App.Lab;

/// <summary>Runs studies of the past beside the desk: one at a time, on one core, the others waiting in a row. Any thread.</summary>
public sealed class StudyDesk : BackgroundService
{
    /// <summary>The most studies that wait.</summary>
    public const int MostWaiting = 20;

    /// <summary>The most studies that are kept; the oldest go first, with their reports.</summary>
    public const int MostKept = 500;

    /// <summary>The folder's name in the data folder.</summary>
    internal const string FolderName = "studies";

    private const int MostDays = 3660;
    private const int MostName = 80;
    private const int MostText = 2000;

    private readonly DeskRoom _room;
    private readonly PeopleJournal _journal;
    private readonly Gate _gate;
    private readonly StudyTable _table;
    private readonly StudyRunner _runner;
    private readonly string _folder;
    private readonly Channel<long> _row = Channel.CreateBounded<long>(MostWaiting);
    private readonly Lock _lock = new();
    private ImmutableDictionary<long, CancellationTokenSource> _open = ImmutableDictionary<long, CancellationTokenSource>.Empty;
    private ImmutableDictionary<long, double> _done = ImmutableDictionary<long, double>.Empty;

    /// <summary>Opens it; what an earlier desk left open is marked as given up.</summary>
    /// <param name="room">Site file, data folder and clock.</param>
    /// <param name="store">Keeps the studies.</param>
    /// <param name="journal">Who asked for what is written there.</param>
    /// <param name="gate">Who may.</param>
    public StudyDesk(DeskRoom room, DeskStore store, PeopleJournal journal, Gate gate)
    {
        ArgumentNullException.ThrowIfNull(room);
        (_room, _journal, _gate, _table) = (room, journal, gate, new(store));
        _runner = new(room.SiteFile, room.DataFolder, room.Wall);
        _folder = Path.Combine(room.DataFolder, FolderName);
        _table.EndLeft(Now(), "The desk ended before the study did.");
    }

    /// <summary>Told of every change, of progress by hundredths; must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>The newest studies, newest first.</summary>
    /// <param name="most">How many.</param>
    public ImmutableArray<Study> Newest(int most) => [.. _table.All(most).Select(WithProgress)];

    /// <summary>A study.</summary>
    /// <param name="id">Its number.</param>
    /// <exception cref="RefusedException"><see cref="LabErrors.NoStudy"/>.</exception>
    public Study Get(long id) => _table.Find(id) is { } study
        ? WithProgress(study)
        : throw new RefusedException(LabErrors.NoStudy, $"There is no study {id}.");

    /// <summary>The result of a study, as <c>spillway backtest --json</c> writes it; null where there is none.</summary>
    /// <param name="id">Its number.</param>
    public JsonObject? Result(long id) => _table.Result(id);

    /// <summary>The file of a study's report.</summary>
    /// <param name="id">Its number.</param>
    /// <exception cref="RefusedException">There is no such study, or it has none.</exception>
    public string Report(long id)
    {
        var path = ReportFile(Get(id).Id);
        return File.Exists(path) ? path : throw new RefusedException(LabErrors.NoReport, $"Study {id} has no report.");
    }

    /// <summary>Asks for a study.</summary>
    /// <param name="who">Who.</param>
    /// <param name="request">What.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The study, waiting for its turn.</returns>
    /// <exception cref="RefusedException">Who may not, it cannot be run, or too many wait.</exception>
    public async Task<Study> AskAsync(Actor who, StudyRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(request);
        _gate.Demand(who, DeskAction.RunStudy);
        if (request.Name.Length > MostName || request.Policies.Length + request.Sweeps.Sum(static one => one.Length) > MostText
            || Period.DaysBetween(request.From, request.To) > MostDays || request.Name.Any(char.IsControl))
        {
            throw new RefusedException(LabErrors.TooLong, $"{Period.DaysBetween(request.From, request.To):N0} days; a name has at most {MostName} letters, policies and sweeps {MostText:N0}.");
        }

        await Task.Run(() => _runner.Check(request), cancellation).ConfigureAwait(false);
        if (_open.Count >= MostWaiting)
        {
            throw new RefusedException(LabErrors.TooManyWait, $"{MostWaiting} studies wait or run.");
        }

        await _journal.RecordAsync(PersonKinds.StudyAsked, who, writer =>
        {
            writer.WriteString("from", LocalDatePattern.Iso.Format(request.From));
            writer.WriteString("knows", string.Join(' ', request.Knows.Select(StudyWords.Of)));
            writer.WriteString("policies", request.Policies);
            writer.WriteString("sweeps", string.Join(' ', request.Sweeps));
            writer.WriteString("to", LocalDatePattern.Iso.Format(request.To));
        }, cancellation).ConfigureAwait(false);
        var id = _table.Add(request, who.Name, Now());
        lock (_lock)
        {
            _open = _open.Add(id, new());
        }

        if (!_row.Writer.TryWrite(id))
        {
            End(Get(id) with { State = StudyState.Failed, Fault = $"{MostWaiting} studies waited already." }, null);
            throw new RefusedException(LabErrors.TooManyWait, $"{MostWaiting} studies wait already.");
        }

        Changed?.Invoke();
        return Get(id);
    }

    /// <summary>Calls a study off.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <exception cref="RefusedException">Who may not, there is no such study, or it has ended.</exception>
    public async Task CancelAsync(Actor who, long id, CancellationToken cancellation)
    {
        _gate.Demand(who, DeskAction.RunStudy);
        var study = Get(id);
        if (!_open.ContainsKey(id))
        {
            throw new RefusedException(LabErrors.HasEnded, $"Study {id} has ended.");
        }

        await _journal.RecordAsync(PersonKinds.StudyEnded, who, writer => writer.WriteNumber("study", id), cancellation).ConfigureAwait(false);
        lock (_lock)
        {
            _open.GetValueOrDefault(id)?.Cancel();
        }

        if (study.State == StudyState.Waiting)
        {
            End(study with { State = StudyState.Cancelled }, null);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var id in _row.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                var end = _open.GetValueOrDefault(id);
                if (end is not null)
                {
                    // A thread of its own: a study holds it for minutes, and the pool is the desk's.
                    await Task.Factory.StartNew(() => Kept(id, end.Token, stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The desk ends; the next one marks what is left.
        }
    }

    private void Kept(long id, CancellationToken calledOff, CancellationToken stopping)
    {
        try
        {
            Run(id, calledOff, stopping);
        }
        catch (Exception fault) when (fault is SqliteException or IOException)
        {
            // How it ended could not be written; the next start marks it as given up, and the next study begins.
            _room.Say($"Study {id} ended, and that could not be written: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    private void Run(long id, CancellationToken calledOff, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(calledOff, stopping);
        var study = Get(id);
        if (!study.IsOpen)
        {
            return;
        }

        study = study with { State = StudyState.Running, StartedAt = Now() };
        try
        {
            Directory.CreateDirectory(_folder);
            study = study with { SiteDigest = SiteDesk.DigestOf(SiteFileText.Text(_room.SiteFile)) };
            _table.Keep(study, null);
            Changed?.Invoke();
            var result = _runner.Run(study.Request, ReportFile(id), share => Tell(id, share), either.Token);
            End(study with { State = StudyState.Done }, result);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            End(study with { State = StudyState.Cancelled }, null);
        }
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // One study that fails, however it does, says so and lets the next one begin; nothing is hidden.
            var known = fault is RefusedException or IOException or UnauthorizedAccessException;
            End(study with { State = StudyState.Failed, Fault = known ? fault.Message : $"{fault.GetType().Name}: {fault.Message}" }, null);
        }
    }

    private void Tell(long id, double share)
    {
        lock (_lock)
        {
            _done = _done.SetItem(id, share);
        }

        Changed?.Invoke();
    }

    private void End(Study study, string? result)
    {
        _table.Keep(study with { EndedAt = Now() }, result);
        lock (_lock)
        {
            // Its source of cancellation is not disposed of: the row may be about to start it, and it holds nothing but memory.
            _open = _open.Remove(study.Id);
            _done = _done.Remove(study.Id);
        }

        foreach (var old in _table.Forget(MostKept))
        {
            File.Delete(ReportFile(old));
        }

        Changed?.Invoke();
    }

    private Study WithProgress(Study study) => _done.TryGetValue(study.Id, out var done) ? study with { Done = done } : study;

    // The number is the program's own: nothing of a path comes from outside.
    private string ReportFile(long id) => Path.Combine(_folder, id.ToString(CultureInfo.InvariantCulture) + ".html");

    private Instant Now() => Instant.FromDateTimeOffset(_room.Wall.GetUtcNow());
}
