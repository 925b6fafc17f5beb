using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Inventory;
using Spillway.App.People;
using Spillway.Devices.Discovery;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Setup;

/// <summary>Looks for machines in the background, one search at a time. Any thread.</summary>
/// <param name="room">Data folder, site and clock.</param>
/// <param name="journal">Searches are written there.</param>
/// <param name="gate">Who may.</param>
public sealed class MachineSearch(DeskRoom room, PeopleJournal journal, Gate gate) : IDisposable
{
    private const int MostShift = 60_000;
    private const int ShownSteps = 200;

    private readonly Lock _gate = new();
    private CancellationTokenSource? _end;
    private Task _running = Task.CompletedTask;

    /// <summary>Told of progress, at most 200 times a search, and of the end; must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>The running search, or the last one; null before the first.</summary>
    public SearchState? State { get; private set; }

    /// <summary>How many addresses a search would visit, and how long that takes at least. Nothing is contacted.</summary>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="RefusedException">The ranges cannot be read or are too wide, or a number is out of range.</exception>
    public static (long Addresses, Duration AtLeast) Estimate(SearchRequest request)
    {
        var ranges = Ranges(request);
        return (ranges.Count, Duration.FromSeconds(Math.Ceiling((double)ranges.Count / request.Rate)));
    }

    /// <summary>Begins a search.</summary>
    /// <param name="who">Who.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Ends the wait for the journal; the search itself goes on.</param>
    /// <exception cref="RefusedException">Who may not, the ranges cannot be used, or a search runs.</exception>
    public async Task StartAsync(Actor who, SearchRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        gate.Demand(who, DeskAction.Discover);
        var ranges = Ranges(request);
        CancellationTokenSource end;
        lock (_gate)
        {
            if (State is { IsRunning: true })
            {
                throw new RefusedException(SetupErrors.Searching, $"'{State.By}' searches {State.Ranges}.");
            }

            _end?.Dispose();
            end = _end = new();
            State = new(request.Ranges, who.Name, Now(), ranges.Count, 0, 0, null, [], null, false, false);
        }

        try
        {
            await journal.RecordAsync(PersonKinds.SearchBegun, who, writer =>
            {
                writer.WriteNumber("addresses", ranges.Count);
                writer.WriteString("ranges", request.Ranges);
            }, cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RefusedException or OperationCanceledException)
        {
            Ended(state => state with { IsCancelled = true });
            throw;
        }

        _running = Task.Run(() => RunAsync(ranges, request, end.Token), CancellationToken.None);
        Changed?.Invoke();
    }

    /// <summary>Calls the search off; nothing of it is kept.</summary>
    /// <param name="who">Who.</param>
    public void Cancel(Actor who)
    {
        gate.Demand(who, DeskAction.Discover);
        lock (_gate)
        {
            _end?.Cancel();
        }
    }

    /// <summary>What the last search found, as a change of the inventory.</summary>
    /// <param name="group">The load group for machines that have none yet; null for none.</param>
    /// <returns>The search, and the change.</returns>
    /// <exception cref="RefusedException">Nothing was found, or the group is none of the site's.</exception>
    internal (SearchState State, InventoryPlan Plan) Found(GroupId? group)
    {
        var state = State;
        var rows = (state?.Sightings ?? []).Select(sighting => FoundMachine.Row(sighting, group)).OfType<InventoryRow>().ToList();
        if (state is null or { IsRunning: true } || rows.Count == 0)
        {
            throw new RefusedException(SetupErrors.NothingFound, "The last search found no machine to take.");
        }

        if (group is { } named && room.View.Site.Site.Loads.All(load => load.Id != named))
        {
            throw new RefusedException(ApiErrors.BadField, $"group: '{named}' is no load group of the site.");
        }

        var left = state.Sightings.Where(static one => one.Kind == SightingKind.Unrecognised).ToList();
        return (state, InventoryPlan.Search(rows, Now()).With(
            [.. left.Take(InventoryReview.MostRefused).Select(static one => new InventoryRefusal(one.Endpoint.Address.ToString(), "", one.Remark))], left.Count, isWhole: true));
    }

    /// <summary>What a search found is in the inventory.</summary>
    /// <param name="state">The search.</param>
    internal void Taken(SearchState state)
    {
        lock (_gate)
        {
            State = ReferenceEquals(State, state) ? state with { IsTaken = true } : State;
        }

        Changed?.Invoke();
    }

    /// <summary>Ends with the running search, if any; for tests.</summary>
    internal Task EndedAsync() => _running;

    /// <inheritdoc/>
    public void Dispose()
    {
        _end?.Cancel();
        _end?.Dispose();
    }

    private async Task RunAsync(AddressRanges ranges, SearchRequest request, CancellationToken cancellation)
    {
        try
        {
            var scan = new NetworkScan(new() { Rate = request.Rate, PortShift = request.PortShift }, room.Wall);
            var found = await scan.RunAsync(ranges, new Steps(this, Math.Max(1, ranges.Count / ShownSteps)), cancellation).ConfigureAwait(false);
            Ended(state => state with { Sightings = found, Visited = (int)ranges.Count, Answered = found.Length });
        }
        catch (OperationCanceledException)
        {
            Ended(static state => state with { IsCancelled = true });
        }
        catch (RefusedException refusal)
        {
            Ended(state => state with { Fault = refusal.Message });
        }
    }

    private void Ended(Func<SearchState, SearchState> end)
    {
        lock (_gate)
        {
            State = end(State!) with { EndedAt = Now() };
        }

        Changed?.Invoke();
    }

    private static AddressRanges Ranges(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Rate is < 1 or > ScanOptions.MostRate || request.PortShift is < 0 or > MostShift)
        {
            throw new RefusedException(
                ApiErrors.BadField,
                $"rate is {request.Rate} (1 to {ScanOptions.MostRate:N0}), port_shift is {request.PortShift} (0 to {MostShift:N0}).");
        }

        return AddressRanges.Parse([request.Ranges], request.IsWide);
    }

    private Instant Now() => Instant.FromDateTimeOffset(room.Wall.GetUtcNow());

    private sealed class Steps(MachineSearch search, long each) : IProgress<ScanProgress>
    {
        private long _shown = -1;

        public void Report(ScanProgress value)
        {
            lock (search._gate)
            {
                search.State = search.State! with { Visited = Math.Max(search.State.Visited, value.Visited), Answered = Math.Max(search.State.Answered, value.Answered) };
            }

            var step = value.Visited / each;
            if (Interlocked.Exchange(ref _shown, step) != step)
            {
                search.Changed?.Invoke();
            }
        }
    }
}
