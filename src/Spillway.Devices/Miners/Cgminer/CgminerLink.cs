using System.Net;
using Spillway.Devices.Tcp;

namespace Spillway.Devices.Miners.Cgminer;

/// <summary>One machine that speaks cgminer's language, at its address; every request is a connection of its own.</summary>
internal sealed class CgminerLink(TcpExchanger tcp, DeviceEndpoint endpoint)
{
    /// <summary>The port of all these machines.</summary>
    public const int StandardPort = 4028;

    private readonly IPEndPoint _to = new(endpoint.Address, endpoint.Port(StandardPort));

    /// <summary>Where the answers to polls go as they came.</summary>
    public PollTap Polls { get; } = new(tcp.Ear, endpoint.Address);

    public ValueTask<TcpAnswer> AskAsync(byte[] request, CancellationToken cancellation) => tcp.AskAsync(_to, request, cancellation);

    /// <summary>Asks and keeps the answer beyond the connection.</summary>
    public async ValueTask<DeviceAnswer<byte[]>> FetchAsync(byte[] request, CancellationToken cancellation)
    {
        using var answer = await AskAsync(request, cancellation).ConfigureAwait(false);
        return answer.Fault is { } fault ? new(fault) : new(answer.Bytes.ToArray());
    }

    /// <summary>Gives an order whose answer is a verdict.</summary>
    public async ValueTask<DeviceAnswer<Acknowledgement>> TellAsync(byte[] request, CancellationToken cancellation)
    {
        using var answer = await AskAsync(request, cancellation).ConfigureAwait(false);
        return answer.Fault is { } fault ? new(fault) : CgminerVerdict.Acknowledged(answer.Bytes);
    }

    /// <summary>Asks one thing after another, as these machines serve one connection at a time, and reads the answers as a
    /// family's. What the firmware does not know is left out; the first fault of another kind ends it.</summary>
    public async ValueTask<DeviceAnswer<MinerReading>> ReadAsync(string family, IReadOnlyList<byte[]> requests, CancellationToken cancellation)
    {
        var answers = new List<ReadOnlyMemory<byte>>(requests.Count);
        foreach (var request in requests)
        {
            var answer = await FetchAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.IsAnswered)
            {
                return new(answer.Fault);
            }

            Polls.Heard(answer.Value);
            answers.Add(answer.Value);
        }

        return CgminerVerdict.Reading(family, answers);
    }
}
