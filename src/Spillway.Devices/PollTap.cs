using System.Net;

namespace Spillway.Devices;

/// <summary>Where one machine's answers to polls are let through to an ear, as they came and before anything is made of them.</summary>
internal readonly struct PollTap(IPollEar? ear, IPAddress machine)
{
    /// <summary>Whether anybody listens.</summary>
    public bool IsHeard => ear is not null;

    public void Heard(ReadOnlySpan<byte> answer)
    {
        if (!answer.IsEmpty)
        {
            ear?.Heard(machine, answer);
        }
    }

    public void Heard(IEnumerable<ReadOnlyMemory<byte>> answers)
    {
        if (ear is not null)
        {
            foreach (var answer in answers)
            {
                Heard(answer.Span);
            }
        }
    }
}
