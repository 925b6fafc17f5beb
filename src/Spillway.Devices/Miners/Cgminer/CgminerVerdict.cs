using System.Text.Json;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Engine;

namespace Spillway.Devices.Miners.Cgminer;

/// <summary>What an answer in cgminer's language says of the request itself.</summary>
internal static class CgminerVerdict
{
    private const int NotKnown = 14;
    private const string Unreadable = "What came is no answer of such a machine.";

    /// <summary>A machine's yes, or its no as a fault.</summary>
    public static DeviceAnswer<Acknowledgement> Acknowledged(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var answers = MinerAnswers.Of([("answer", bytes)]);
            return Of(answers) switch
            {
                null => new(new DeviceFault(DeviceFaultKind.Malformed, Unreadable)),
                { IsYes: true } yes => new(new Acknowledgement(yes.Message)),
                var no => new(No(no)),
            };
        }
        catch (RefusedException refusal)
        {
            return new(Refused(refusal));
        }
    }

    /// <summary>The reading of answers, or why they are none.</summary>
    public static DeviceAnswer<MinerReading> Reading(string family, IReadOnlyList<ReadOnlyMemory<byte>> answers)
    {
        try
        {
            using var opened = MinerAnswers.Of(answers.Select((bytes, index) => ($"answer {index + 1}", bytes)));
            var reading = MinerDecoder.Read(opened, family);
            return IsEmpty(reading) ? new(Denial(opened) ?? new DeviceFault(DeviceFaultKind.Malformed, Unreadable)) : new(reading);
        }
        catch (RefusedException refusal)
        {
            return new(Refused(refusal));
        }
    }

    /// <summary>The verdict; null where there is none. Restarting firmware puts a word where the verdict stands.</summary>
    public static CgminerStatus? Of(MinerAnswers answers)
    {
        foreach (var status in answers.Sections("STATUS"))
        {
            if (status.Text("STATUS") is { Length: 1 } letter)
            {
                return new(letter[0], (int)Math.Clamp(status.Number("Code") ?? 0m, 0m, short.MaxValue), status.Text("Msg") ?? "");
            }
        }

        var word = answers.Objects.Select(one => one.Child("STATUS")).FirstOrDefault(one => one is { ValueKind: JsonValueKind.String });
        return word?.AsText() is "RESTART" or "BYE" ? new('S', 0, word.Value.AsText()!) : null;
    }

    public static DeviceFault No(CgminerStatus verdict) => verdict.Code switch
    {
        CgminerStatus.AccessDenied => new(DeviceFaultKind.Unauthorised, verdict.Message),
        NotKnown => new(DeviceFaultKind.Unsupported, verdict.Message),
        _ => new(DeviceFaultKind.Refused, $"{verdict.Code}: {verdict.Message}"),
    };

    private static DeviceFault? Denial(MinerAnswers answers) => Of(answers) is { IsYes: false } verdict ? No(verdict) : null;

    private static DeviceFault Refused(RefusedException refusal) => new(
        refusal.Code == DeviceErrors.TooLarge ? DeviceFaultKind.TooLarge : DeviceFaultKind.Malformed, refusal.Message);

    private static bool IsEmpty(MinerReading reading) =>
        reading.Hashrate is null && reading.UptimeSeconds is null && reading.Power is null && reading.Mode == MinerMode.Unknown;
}
