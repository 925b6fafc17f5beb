using System.Globalization;
using System.Net;
using NodaTime;
using Spillway.Devices;
using Spillway.Engine;
using Spillway.Journal.Polls;

namespace Spillway.App.Composition;

/// <summary>Keeps every raw answer to a poll in the ring of the data folder, beside the desk and never in its way: an answer costs its
/// copy, one thread packs and writes, and where the disk does not keep up answers are left out and counted.</summary>
public sealed class PollKeeper : IPollEar, IAsyncDisposable
{
    /// <summary>The ring's folder in the data folder.</summary>
    public const string Folder = "polls";

    /// <summary>How much of one answer is kept; machines answer in a tenth of it. Unit: bytes.</summary>
    public const int MostAnswerBytes = 64 * 1024;

    // Blocks of a mebibyte that wait for the disk: a second or so of 12,000 machines.
    private const int MostWaiting = 8;

    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    private readonly string _folder;
    private readonly int _limitMegabytes;
    private readonly Action<string> _say;
    private readonly Lock _gate = new();
    private readonly Queue<PollBlock> _full = [];
    private readonly Stack<PollBlock> _spare = [];
    private readonly SemaphoreSlim _work = new(0, 1);
    private PollBlock _filling = new();
    private TimeProvider? _clock;
    private PollRing? _ring;
    private Task _writing = Task.CompletedTask;
    private long _leftOut;
    private bool _isEnding;
    private bool _isFailing;

    /// <summary>Keeps nothing before <see cref="Start"/>.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="limitMegabytes">The most that the ring may take, in megabytes (10⁶ bytes). Range 16 to 1,000,000.</param>
    /// <param name="say">Told when answers cannot be kept, and when they can again.</param>
    public PollKeeper(string dataFolder, int limitMegabytes, Action<string> say)
    {
        _folder = Path.Combine(dataFolder, Folder);
        _limitMegabytes = limitMegabytes;
        _say = say;
    }

    /// <summary>How many answers were left out because the disk did not keep up or could not be written.</summary>
    public long LeftOut => Interlocked.Read(ref _leftOut);

    /// <summary>Begins to keep.</summary>
    /// <param name="clock">The desk's clock, whose instants the answers get.</param>
    public void Start(TimeProvider clock)
    {
        lock (_gate)
        {
            _clock = clock;
        }

        _writing = Task.Run(WriteAsync);
    }

    /// <inheritdoc/>
    public void Heard(IPAddress machine, ReadOnlySpan<byte> answer)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var device = machine.ToString();
        answer = answer[..Math.Min(answer.Length, MostAnswerBytes)];
        lock (_gate)
        {
            if (_clock is null || _isEnding)
            {
                return;
            }

            var at = Instant.FromDateTimeOffset(_clock.GetUtcNow());
            if (!_filling.TryAdd(at, device, answer) && !(TurnBlock() && _filling.TryAdd(at, device, answer)))
            {
                Interlocked.Increment(ref _leftOut);
            }
        }
    }

    /// <summary>Writes what was heard and ends.</summary>
    /// <returns>When it is written.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isEnding)
            {
                return;
            }

            _isEnding = true;
            Wake();
        }

        await _writing.ConfigureAwait(false);
        _work.Dispose();
    }

    // The block that is full waits for the disk, an empty one takes its place.
    private bool TurnBlock()
    {
        if (_full.Count >= MostWaiting)
        {
            return false;
        }

        _full.Enqueue(_filling);
        _filling = _spare.TryPop(out var spare) ? spare : new();
        Wake();
        return true;
    }

    private void Wake()
    {
        if (_work.CurrentCount == 0)
        {
            _work.Release();
        }
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            var isFull = await _work.WaitAsync(_every).ConfigureAwait(false);
            bool isEnding;
            lock (_gate)
            {
                isEnding = _isEnding;
                if (!isFull && _filling.Count > 0)
                {
                    // Once a second what is gathered goes too: not sooner, for small blocks pack badly.
                    TurnBlock();
                }
            }

            while (Next() is { } block)
            {
                Write(block);
                lock (_gate)
                {
                    block.Clear();
                    _spare.Push(block);
                }
            }

            if (isEnding)
            {
                Close();
                return;
            }
        }
    }

    private PollBlock? Next()
    {
        lock (_gate)
        {
            if (_full.Count == 0 && _isEnding && _filling.Count > 0)
            {
                TurnBlock();
            }

            return _full.TryDequeue(out var block) ? block : null;
        }
    }

    private void Write(PollBlock block)
    {
        try
        {
            _ring ??= Opened();
            _ring.Add(block);
            if (_isFailing)
            {
                _isFailing = false;
                _say(string.Create(CultureInfo.InvariantCulture, $"over raw answers are kept again; {LeftOut} were left out"));
            }
        }
        catch (RefusedException refusal)
        {
            // Nothing is decided from raw answers: a full disk takes them, not the desk. A ring opened anew cuts off what is half-written.
            Interlocked.Add(ref _leftOut, block.Count);
            Close();
            if (!_isFailing)
            {
                _isFailing = true;
                _say($"ALARM raw answers of machines are not kept: {refusal.What}");
            }
        }
    }

    private PollRing Opened()
    {
        var ring = PollRing.Open(_folder, _limitMegabytes);
        if (!OperatingSystem.IsWindows())
        {
            // Answers name pools and workers: they are the owner's to read.
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return ring;
    }

    private void Close()
    {
        try
        {
            _ring?.Dispose();
        }
        catch (IOException)
        {
            // The last bytes found no room either; whoever opens the ring next cuts them off.
        }

        _ring = null;
    }
}
