using System.Collections.Concurrent;
using System.Net;
using Spillway.Devices;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Remembers every answer that was let be heard.</summary>
internal sealed class HeardPolls : IPollEar
{
    public ConcurrentQueue<(IPAddress Machine, byte[] Answer)> Answers { get; } = [];

    public void Heard(IPAddress machine, ReadOnlySpan<byte> answer) => Answers.Enqueue((machine, answer.ToArray()));
}
