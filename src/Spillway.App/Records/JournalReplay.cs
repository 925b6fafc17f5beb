using System.Security.Cryptography;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Journal;

namespace Spillway.App.Records;

/// <summary>Takes every recorded step and control pass again from what it saw, and compares what comes of it with the record.</summary>
/// <param name="parts">What the records refer to.</param>
/// <param name="plantOf">The plant of a site.</param>
public sealed class JournalReplay(PartStore parts, Func<SiteDefinition, Plant> plantOf) : IDisposable
{
    private readonly RunDesk _desks = new(parts);
    private readonly IncrementalHash _recorded = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _replayed = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private (Desk Desk, Plant Plant, DeskState State)? _run;
    private ControlState? _control;
    private int _runs;
    private long _records;
    private long _steps;
    private long _passes;

    /// <summary>Replays.</summary>
    /// <param name="records">The journal's records in order.</param>
    /// <param name="progress">Told how many records are done, every thousand; null for nobody.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <returns>What came of it: it ends at the first difference.</returns>
    /// <exception cref="RefusedException">A record or a part cannot be read.</exception>
    public async Task<ReplayReport> RunAsync(
        IAsyncEnumerable<JournalRecord> records, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        const int Told = 1000;
        ReplayDifference? difference = null;
        await foreach (var record in records.WithCancellation(cancellation).ConfigureAwait(false))
        {
            _records++;
            if (_records % Told == 0)
            {
                progress?.Report(_records);
            }

            difference = Again(record);
            if (difference is not null)
            {
                break;
            }
        }

        return new(_records, _runs, _steps, _passes, Hex(_recorded), Hex(_replayed), difference);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _recorded.Dispose();
        _replayed.Dispose();
    }

    // Records before the first beginning of a run are the rest of one whose beginning retention has removed.
    private ReplayDifference? Again(JournalRecord record) => record.Kind switch
    {
        RecordKinds.RunStart => Begin(RunStartCodec.Read(record.Payload)),
        RecordKinds.Checkpoint when _run is not null => Check(record),
        RecordKinds.Step when _run is { } run => Step(record, run),
        RecordKinds.Pass when _run is { } run && _control is { } control => Pass(record, run.Plant, control),
        _ => null,
    };

    private ReplayDifference? Begin(RunStart start)
    {
        _runs++;
        var (site, desk, before) = _desks.Again(start);
        _run = (desk, plantOf(site), before);
        _control = null;
        return null;
    }

    private ReplayDifference? Check(JournalRecord record)
    {
        var checkpoint = Checkpoint.Read(record.Payload);
        if (_control is { } control && control.Digest() != checkpoint.Digest)
        {
            return new(record.Number, record.At, record.Kind, checkpoint.Digest, control.Digest());
        }

        _control = StateCodec.Read(parts.Read(checkpoint.Part), checkpoint.Digest);
        return null;
    }

    private ReplayDifference? Step(JournalRecord record, (Desk Desk, Plant Plant, DeskState State) run)
    {
        _steps++;
        var observation = StepCodec.ReadObservation(record.Payload);
        var (state, step) = DeskStep.Next(run.Desk, run.State, observation);
        _run = run with { State = state };
        return Compare(record, StepCodec.Write(observation, step));
    }

    private ReplayDifference? Pass(JournalRecord record, Plant plant, ControlState control)
    {
        _passes++;
        var (frame, turn) = PassCodec.Read(record.Payload);
        var difference = Compare(record, PassCodec.Write(frame, ControlStep.Decide(plant, control, frame)));
        _control = control.Apply(plant, frame, turn);
        return difference;
    }

    private ReplayDifference? Compare(JournalRecord record, byte[] replayed)
    {
        _recorded.AppendData(record.Payload.Span);
        _replayed.AppendData(replayed);
        return record.Payload.Span.SequenceEqual(replayed)
            ? null
            : ReplayDifference.Of(record.Number, record.At, record.Kind, record.Payload.Span, replayed);
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetCurrentHash());
}
