using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Wire.WhatsMiner;

namespace Spillway.Devices.Miners.WhatsMiner;

/// <summary>What API v2 says to an order.</summary>
/// <param name="Code">The maker's number.</param>
/// <param name="Message">Its words.</param>
internal sealed record OlderVerdict(int Code, string Message)
{
    private const int Done = 131;
    private const int InvalidCommand = 14;
    private const int InvalidJson = 23;
    private const int NotPermitted = 45;
    private const int CommandError = 132;
    private const int TokenWrong = 135;
    private const int TooManyTokens = 136;
    private const int NotBase64 = 137;
    private const int Unnumbered = 0;
    private const string WritesClosed = "can't access write cmd";

    public bool IsYes => Code == Done;

    /// <summary>Whether the token has aged, or was made from a wrong password.</summary>
    public bool IsTokenWrong => Code is TokenWrong or InvalidJson or NotBase64;

    /// <summary>Whether this firmware does not take the order here; its newer API may.</summary>
    public bool IsClosed => Code is InvalidCommand or NotPermitted or CommandError;

    public DeviceFault Fault => Code switch
    {
        NotPermitted => new(DeviceFaultKind.Unauthorised, $"{Words} The API may be switched off, or its password was never changed from the factory's: set both with the maker's tool."),
        InvalidCommand => new(DeviceFaultKind.Unsupported, $"{Words} This firmware closed the order on port {WhatsMinerLink.OlderPort}."),
        TooManyTokens => new(DeviceFaultKind.Refused, $"{Words} Too many sessions; they age within 30 minutes."),
        TokenWrong or InvalidJson or NotBase64 => new(DeviceFaultKind.Unauthorised, $"{Words} The API's password is another."),
        _ => new(DeviceFaultKind.Refused, Words),
    };

    private string Words => $"{Code}: '{Message}'.";

    /// <summary>From an answer that may be hidden: a device that could not read the order answers in the open.</summary>
    public static OlderVerdict? Of(MinerAnswers answers, WhatsMinerCipher? cipher)
    {
        if (answers.Texts.Any(text => text.Contains(WritesClosed, StringComparison.OrdinalIgnoreCase)))
        {
            return new(NotPermitted, WritesClosed);
        }

        var top = answers.Objects.FirstOrDefault();
        if (cipher is not null && top.Text("enc") is { } hidden)
        {
            return cipher.Show(hidden) is { } shown
                ? OpenedAnswer.Take(System.Text.Encoding.UTF8.GetBytes(shown), open => Of(open, null)).Value
                : null;
        }

        var status = answers.Sections("STATUS").Concat(answers.Objects).FirstOrDefault(one => one.Number("Code") is not null || one.Text("Msg") is not null);
        var message = status.Text("Msg") ?? "";
        return status.Number("Code") is { } code ? new((int)Math.Clamp(code, 0m, short.MaxValue), message)
            : message.Contains(WritesClosed, StringComparison.OrdinalIgnoreCase) ? new(NotPermitted, message)
            : message.Length > 0 ? new(Unnumbered, message)
            : null;
    }
}
